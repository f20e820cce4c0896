import { SECRET_LENGTHS, type SecretProblem } from '#src/domain/resume-code.ts'
import { twin, type Words } from '#src/forms/engine/words.ts'

const { fewestFigures, fewestLetters, most } = SECRET_LENGTHS

/** What to put right in the word or number that somebody chose to come back with. */
export const secretWords: Readonly<Record<SecretProblem, Words>> = {
  blank: twin(
    `Enter a word or a ${fewestFigures}-digit number`,
    `Write a word. Or write ${fewestFigures} numbers.`,
  ),
  'too-long': twin(
    `Use ${most} letters or figures or fewer`,
    `That is too long. Use ${most} letters or numbers at most.`,
  ),
  'few-figures': twin(
    `Enter a number with ${fewestFigures} figures or more`,
    `That is too short. Write ${fewestFigures} numbers or more.`,
  ),
  'few-letters': twin(
    `Enter a word with ${fewestLetters} letters or more`,
    `That is too short. Write a word with ${fewestLetters} letters or more.`,
  ),
  'easy-to-guess': twin(
    'Choose something harder to guess than 123456',
    'That is easy to guess. Choose something harder.',
  ),
}
