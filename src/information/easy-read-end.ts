import { feedback } from '#src/forms/feedback.ts'
import { tel } from '#src/domain/tel.ts'
import type { EasyReadPart } from './easy-read-file.ts'
import { helplines } from './helplines.ts'
import { dayOf } from './render.ts'
import { audiences } from './sections.ts'
import type { Topic } from './topics.ts'

/**
 * What every topic in Easy Read ends with, taken from what the topic says of itself: whom it is for, whom to ring
 * besides us, and when it was last checked.
 */
export function easyReadEnd(topic: Topic): readonly EasyReadPart[] {
  const lines = topic.helplines.flatMap((id) => helplines[id] ?? [])
  return [
    {
      heading: 'Who this is for',
      rows: topic.audience.map((one) => ({ picture: audiences[one].picture, markdown: audiences[one].easy })),
    },
    ...(lines.length === 0
      ? []
      : [
          {
            heading: 'Who else you can ring',
            rows: lines.map(({ name, phone }) => ({
              picture: 'phone' as const,
              markdown: `${name}: [${phone}](${tel(phone)})`,
            })),
          },
        ]),
    {
      heading: 'Is this page right?',
      rows: [
        { picture: 'calendar', markdown: `We checked this page on ${dayOf(topic.checked)}.` },
        { picture: 'pen', markdown: `Is something wrong? [Tell us](/forms/${feedback.id}).` },
      ],
    },
  ]
}
