import { EVIDENCE_ENDINGS } from '#src/domain/evidence-file.ts'
import {
  ALL_SENT_MESSAGE,
  FILE_MESSAGES,
  MOST_BYTES,
  NOT_SENT_MESSAGE,
  PART_SENT_MESSAGE,
  SENDING_MESSAGE,
} from '#src/forms/controls/files.ts'
import type { Words } from '#src/forms/engine/words.ts'
import type { Attributes } from '../component-props.ts'

/** What a box for evidence says of itself: to the browser's file dialog, and to src/browser/enhance.ts where it runs. */
export const evidenceBox = (tell: (words: Words) => string): Attributes => ({
  accept: EVIDENCE_ENDINGS,
  'data-most-bytes': String(MOST_BYTES),
  'data-too-large': tell(FILE_MESSAGES['too-large']),
  'data-sending': tell(SENDING_MESSAGE),
  'data-part-sent': tell(PART_SENT_MESSAGE),
  'data-all-sent': tell(ALL_SENT_MESSAGE),
  'data-not-sent': tell(NOT_SENT_MESSAGE),
})
