/**
 * What somebody said a complaint is: `complaint`, `not-sure`, which counts as one until a worker decides, or another
 * answer. Undefined where nothing of it was asked.
 * @param answer an answer that was sent, by the id of its question.
 */
export const complaintIn = (answer: (question: string) => unknown): unknown => answer('fb-kind')
