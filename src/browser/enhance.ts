/**
 * Makes resident pages quicker to use and does nothing they need: every page works without it. No library,
 * and small enough (see docs/decisions/0005-look.md) to be gone before anybody waits for it.
 */
import type { Condition } from '../forms/engine/conditions.ts'

const all = <E extends Element>(selector: string, within: ParentNode = document) => [
  ...within.querySelectorAll<E>(selector),
]

// --- Answers and what depends on them -------------------------------------------------------------------

type Box = HTMLInputElement | HTMLTextAreaElement
const isTick = (box: Box): box is HTMLInputElement => box.type === 'radio' || box.type === 'checkbox'
const named = (name: string) => all<Box>(`[name="${CSS.escape(name)}"]`)
const WAYS_OUT = ['dont-know', 'rather-not-say', 'unsafe']
const standsAlone = (box: Box) => box.dataset['behaviour'] === 'exclusive'
const isHidden = (box: Element) => box.closest('[data-only-if][hidden]') !== null

/** What a question's fields say now: its values, and whether they are something real. */
function valuesOf(id: string) {
  const own = named(id)
  const boxes = [...own, ...named(`${id}-out`)]
  if (boxes.length === 0) return undefined
  const said = boxes.filter((box) => !isHidden(box) && (isTick(box) ? box.checked : box.value.trim() !== ''))
  return {
    values: said.map((box) => box.value.trim()),
    // Of a question in several boxes only the way out has its name: what they hold, the server tells.
    some:
      own.length === 0
        ? undefined
        : said.some((box) => !(isTick(box) && (WAYS_OUT.includes(box.value) || standsAlone(box)))),
  }
}

/** Whether a condition holds, or undefined where only the server can tell. */
function holds(condition: Condition): boolean | undefined {
  switch (condition.op) {
    case 'any':
    case 'all': {
      const decisive = condition.op === 'any'
      const parts = condition.of.map(holds)
      if (parts.includes(decisive)) return decisive
      return parts.includes(undefined) ? undefined : !decisive
    }
    case 'not': {
      const part = holds(condition.of[0])
      return part === undefined ? undefined : !part
    }
    case 'is':
    case 'ticked':
    case 'is-not': {
      const said = valuesOf(condition.id)
      if (!said) return undefined
      const has = said.values.some((value) => condition.values.includes(value))
      return condition.op === 'is-not' ? said.values.length > 0 && !has : has
    }
    case 'some':
      return valuesOf(condition.id)?.some
    case 'at-least':
    case 'less-than': {
      const said = valuesOf(condition.id)
      if (!said) return undefined
      const number = Number.parseFloat(said.values[0] ?? '')
      return condition.op === 'at-least' ? number >= condition.number : number < condition.number
    }
    default:
      return undefined
  }
}

/** Shows what the answers open and hides the rest. In page order: a follow-up may depend on another. */
function show(): void {
  for (const box of all<HTMLInputElement>('[data-aria-controls]')) {
    const id = box.dataset['ariaControls'] ?? ''
    const opened = document.getElementById(id)
    if (!opened) continue
    opened.classList.toggle(
      box.type === 'radio' ? 'govuk-radios__conditional--hidden' : 'govuk-checkboxes__conditional--hidden',
      !box.checked,
    )
    // A box nobody can see is not sent: what it held belonged to an answer that was taken back.
    for (const inside of all<HTMLInputElement>('input', opened)) inside.disabled = !box.checked
    box.setAttribute('aria-controls', id)
    // A radio may not carry aria-expanded (ARIA in HTML); a checkbox may.
    if (box.type === 'checkbox') box.setAttribute('aria-expanded', String(box.checked))
  }
  for (const followUp of all<HTMLElement>('[data-only-if]')) {
    const open = holds(JSON.parse(followUp.dataset['onlyIf'] ?? 'null'))
    followUp.hidden = open === false
    const lead = followUp.querySelector<HTMLElement>('.follow-up__lead')
    if (lead) lead.hidden = open !== undefined
  }
}

/** A tick that stands alone clears the others; another tick, or something typed, clears it. */
function clearOthers(changed: Box): void {
  if (changed.type === 'checkbox' && (changed as HTMLInputElement).checked) {
    for (const box of named(changed.name) as HTMLInputElement[]) {
      if (box !== changed && (standsAlone(changed) || standsAlone(box))) box.checked = false
    }
  }
  if (!isTick(changed) && changed.value.trim() !== '') {
    const ways = changed.closest('.field')
    for (const box of ways ? all<HTMLInputElement>('.ways-out input', ways) : []) box.checked = false
  }
}

document.addEventListener('input', ({ target }) => {
  clearOthers(target as Box)
  show()
})

// --- How much room is left ------------------------------------------------------------------------------

function countRoom(group: HTMLElement): void {
  const box = group.querySelector('textarea')
  const message = group.querySelector<HTMLElement>('.govuk-character-count__message')
  if (!box || !message) return
  const most = Number(group.dataset['maxlength'])
  const from = (most * Number(group.dataset['threshold'] ?? 0)) / 100
  const atRest = message.textContent
  const spoken = document.createElement('div')
  spoken.className = 'govuk-visually-hidden'
  spoken.setAttribute('aria-live', 'polite')
  message.after(spoken)
  let later: ReturnType<typeof setTimeout> | undefined
  const count = () => {
    const length = [...box.value.trim()].length
    const left = most - length
    const many = Math.abs(left).toLocaleString('en-GB')
    const characters = Math.abs(left) === 1 ? 'character' : 'characters'
    const words = left < 0 ? `${many} ${characters} too many` : `Room for ${many} more ${characters}`
    const isNear = length >= from && length > 0
    message.textContent = isNear ? words : atRest
    message.classList.toggle('govuk-error-message', left < 0)
    message.classList.toggle('govuk-hint', left >= 0)
    return isNear ? words : ''
  }
  box.addEventListener('input', () => {
    const words = count()
    clearTimeout(later)
    // Said once the person pauses, not at every letter.
    later = setTimeout(() => {
      spoken.textContent = words
    }, 1000)
  })
  count()
}

// --- Sending once ---------------------------------------------------------------------------------------

let heldUntil = 0

document.addEventListener('submit', (event) => {
  // After a while the first press has surely failed, and pressing again is the right thing to do.
  if (event.timeStamp < heldUntil) {
    event.preventDefault()
    return
  }
  const form = event.target as HTMLFormElement
  heldUntil = event.timeStamp + Number(form.dataset['heldFor'] ?? 8000)
})
// What was on its way (send-file.ts) did not get there, or has been answered with another page in this one's place.
addEventListener('portal:free', () => {
  heldUntil = 0
})
addEventListener('portal:page', begin)

// --- What to put right ----------------------------------------------------------------------------------

function toPutRight(summary: HTMLElement): void {
  if (summary.dataset['disableAutoFocus']) return
  summary.tabIndex = -1
  summary.focus()
  summary.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a')
    const field = link && document.getElementById(link.hash.slice(1))
    if (!field) return
    event.preventDefault()
    // The question comes into view with the box, not the box alone.
    field.closest('.govuk-form-group')?.scrollIntoView()
    field.focus({ preventScroll: true })
  })
}

// ---------------------------------------------------------------------------------------------------------

function begin(): void {
  for (const group of all<HTMLElement>('.govuk-character-count')) countRoom(group)
  for (const summary of all<HTMLElement>('[data-module="govuk-error-summary"]')) toPutRight(summary)
  show()
}

document.body.classList.add('govuk-frontend-supported')
begin()
// A page brought back by the Back button has its answers again, and may be sent again.
addEventListener('pageshow', () => {
  heldUntil = 0
  show()
})
