import type { Temporal } from 'temporal-polyfill'
import { findPage, pagesOf } from '#src/forms/engine/form.ts'
import { formatsAndLanguages as form } from '#src/forms/formats-and-languages.ts'
import { fillText } from '#src/information/placeholders.ts'
import { addressOf, type Topic } from '#src/information/topics.ts'
import { savePrefilled } from './save-page.ts'
import { findProgress } from './show-page.ts'
import { fieldsOf } from './draft-state.ts'

/**
 * Begins the form for another format or language with a page of information already named in it, beside
 * whatever somebody has typed there before.
 * @returns The name of the form’s first page.
 */
export async function askForPage(topic: Topic, visit: string, now: Temporal.Instant): Promise<string> {
  const named = `The page “${fillText(topic.menu)}” (${addressOf(topic)})`
  const found = await findProgress(form, visit, now)
  for (const [pageName, field, value] of [
    ['n-what', 'cn-ask', 'format'],
    ['n-which', 'cn-item', named],
  ] as const) {
    const page = findPage(form, pageName)
    const before = found && page ? fieldsOf(page, found.state) : {}
    const held = (before[field] ?? []).filter((one) => one.trim() !== '')
    if (held.some((one) => one.includes(value))) continue
    // One box of text takes a line more; ticks take a tick more.
    const typed = {
      ...before,
      [field]: field === 'cn-item' ? [[...held, value].join('\n')] : [...held, value],
    }
    await savePrefilled({ form, pageName, visit, typed, now })
  }
  return pagesOf(form)[0]?.name ?? ''
}
