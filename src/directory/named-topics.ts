import { fillText } from '#src/information/placeholders.ts'
import { topics } from '#src/information/topics.ts'
import { directorySettings } from './settings.ts'

/** A topic, with all that feeds call it besides its id. */
export interface NamedTopic {
  id: string
  names: readonly string[]
}

/** Words of the settings may name a topic that has no page yet. */
const ids = new Set([...topics.map(({ id }) => id), ...Object.keys(directorySettings.topics)])

/** Every topic a service can belong to: by what its page is called, and by the words of the settings. */
export const namedTopics: readonly NamedTopic[] = [...ids].map((id) => {
  const { menu, title } = topics.find((topic) => topic.id === id) ?? {}
  const called = [menu, title].flatMap((one) => (one ? [fillText(one)] : []))
  return { id, names: [...called, ...(directorySettings.topics[id] ?? [])] }
})
