/**
 * What somebody said a complaint is: `complaint`, `not-sure`, which counts as one until a worker decides, or another
 * answer. Undefined where the form asks nothing of it.
 * @param answer an answer that was sent, by the id of its question.
 */
export const complaintIn = (form: string, answer: (question: string) => unknown): unknown =>
  form === 'feedback' ? answer('fb-kind') : undefined
