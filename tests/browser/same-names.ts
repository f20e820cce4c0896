import type { CDPSession, Page } from 'playwright/test'

/** What a control of the page does, by the number it is marked with for as long as this looks. */
const MARK = 'data-control-number'

/**
 * Opens what is folded away, marks each control with a number, and says of each what it does: where a link leads, what a
 * button sends where, which field it is.
 */
function whatControlsDo(mark: string): string[] {
  for (const folded of document.querySelectorAll('details:not([open])')) {
    folded.setAttribute(`${mark}-opened`, '')
    folded.setAttribute('open', '')
  }
  const sentWith = (form: HTMLFormElement | null) =>
    [...(form?.elements ?? [])].flatMap((one) =>
      one instanceof HTMLInputElement && one.type === 'hidden' && one.name !== 'version'
        ? [`${one.name}=${one.value}`]
        : [],
    )
  const forms = [...document.forms]
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].map(
    (control, at) => {
      control.setAttribute(mark, String(at))
      if (control instanceof HTMLAnchorElement) return `goes to ${control.href}`
      if (control instanceof HTMLButtonElement)
        return `sends ${control.name}=${control.value} ${sentWith(control.form).join(' ')} to ${control.formAction}`
      if (control.tagName === 'SUMMARY') return `unfolds ${at}`
      const { form, name, value, type } = control as HTMLInputElement
      const isPick = type === 'radio' || type === 'checkbox'
      return `fills in ${name}${isPick ? `=${value}` : ''} of form ${form ? forms.indexOf(form) : 'none'}`
    },
  )
}

function foldAgain(mark: string): void {
  for (const one of document.querySelectorAll(`[${mark}-opened]`)) {
    one.removeAttribute('open')
    one.removeAttribute(`${mark}-opened`)
  }
  for (const one of document.querySelectorAll(`[${mark}]`)) one.removeAttribute(mark)
}

interface Named {
  readonly nodeId: string
  readonly ignored: boolean
  readonly role?: { readonly value: string }
  readonly name?: { readonly value: string }
  readonly parentId?: string
  readonly backendDOMNodeId?: number
}

/** The number of each marked element by the id under which the browser's accessibility tree knows it. */
async function numbersOf(session: CDPSession): Promise<Map<number, number>> {
  interface Node {
    readonly backendNodeId: number
    readonly attributes?: readonly string[]
    readonly children?: readonly Node[]
  }
  const { root } = (await session.send('DOM.getDocument', { depth: -1 })) as { root: Node }
  const numbers = new Map<number, number>()
  const gather = ({ backendNodeId, attributes = [], children = [] }: Node) => {
    const at = attributes.findIndex((one, index) => index % 2 === 0 && one === MARK)
    if (at >= 0) numbers.set(backendNodeId, Number(attributes[at + 1]))
    children.forEach(gather)
  }
  gather(root)
  return numbers
}

/**
 * Controls of a page that share an accessible name and do different things: whoever hears the page, or says the name of
 * what to press, cannot tell them apart. Names are those the browser gives to a screen reader; of a field in a group
 * (the days of a date, the answers of a question) the name of the group counts as part of it. What is folded away counts too.
 */
export async function sameNames(page: Page): Promise<string[]> {
  const does = await page.evaluate(whatControlsDo, MARK)
  const session = await page.context().newCDPSession(page)
  try {
    const numbers = await numbersOf(session)
    const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: readonly Named[] }
    const byId = new Map(nodes.map((node) => [node.nodeId, node]))
    const groupsOf = (node: Named): string => {
      const around = node.parentId === undefined ? undefined : byId.get(node.parentId)
      if (around === undefined) return ''
      const isGroup = /^(group|radiogroup)$/i.test(around.role?.value ?? '')
      return `${groupsOf(around)}${isGroup && around.name?.value ? `${around.name.value}: ` : ''}`
    }
    const byName = new Map<string, Set<string>>()
    for (const node of nodes) {
      const number = numbers.get(node.backendDOMNodeId ?? -1)
      const what = number === undefined ? undefined : does[number]
      if (node.ignored || what === undefined) continue
      const isField = what.startsWith('fills in')
      const name = `${isField ? groupsOf(node) : ''}${node.name?.value ?? ''}`
        .replace(/\s+/g, ' ')
        .trim()
        .toLowerCase()
      byName.set(name, (byName.get(name) ?? new Set()).add(what))
    }
    return [...byName].flatMap(([name, all]) =>
      all.size > 1 ? [`${all.size} controls are called “${name}”: ${[...all].join('; ')}`] : [],
    )
  } finally {
    await page.evaluate(foldAgain, MARK)
    await session.detach()
  }
}
