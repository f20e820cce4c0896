import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { describe, expect, test } from 'vitest'
import { outcomes } from '#src/domain/outcomes.ts'
import { outcomesOf } from '#src/forms/all-forms.ts'
import { isOwnRequest, isToldOnline, outcomeSaid } from '#src/forms/rules/told-of-decision.ts'

type Component = Parameters<AstroContainer['renderToString']>[0]
const [DecisionForm] = Object.values(
  import.meta.glob<Component>('/src/components/desk/DecisionForm.astro', { eager: true, import: 'default' }),
)
const container = await AstroContainer.create()

interface Sent {
  flags?: string[]
  form?: string
  isSafeguarding?: boolean
  voice?: 'you' | 'behalf' | 'professional'
  isForOther?: true
}
const rowOf = ({ flags = [], form = 'self-assessment', isSafeguarding = false }: Sent) => ({
  ...{ flags, form, isSafeguarding },
  ...{ version: 1, colour: null, suggestedColour: 'amber' },
})
const snapshotOf = ({ voice = 'you', isForOther }: Sent) => ({ voice, ...(isForOther ? { isForOther } : {}) })

/** What the desk says beside each outcome, and once for all of them. */
async function hints(sent: Sent) {
  if (!DecisionForm) throw new Error('There is no DecisionForm.astro')
  const { form = 'self-assessment' } = sent
  const submission = {
    row: rowOf(sent),
    snapshot: snapshotOf(sent),
    people: [],
    outcomes: outcomesOf(form),
  }
  const html = await container.renderToString(DecisionForm, {
    props: { id: 'decision', submission, typed: {}, problems: [], isAnew: false },
    locals: {} as App.Locals,
  })
  const hint = (id: string) => html.match(new RegExp(`id="${id}-hint"[^>]*>([^<]*)<`))?.[1]
  const beside = outcomesOf(form).map(
    (id, at) => [id, hint(at === 0 ? 'outcome-item' : `outcome-${at + 1}-item`)] as const,
  )
  return { once: hint('outcome'), beside: Object.fromEntries(beside) }
}
const quoted = (words: string | undefined) => `They read: “${words}”`
const NOTHING = 'They read only that it is decided: tell them.'
const neutral = outcomes['ring-back'].tells

describe('what the desk says that the person reads of a decision', () => {
  test('is what the status page says to them', async () => {
    const { once, beside } = await hints({})
    expect(once).toBeUndefined()
    expect(beside).toMatchObject({
      assess: quoted(outcomes.assess.tells),
      'refer-on': quoted(outcomes['refer-on'].tells),
      // It has no words of its own.
      'open-concern': quoted(neutral),
      'more-information': 'A new promise starts now.',
    })
  })

  test('is the neutral sentence where somebody may be harming them, and of the rest that they have to be told', async () => {
    const { once, beside } = await hints({ flags: ['fl-abuse'] })
    expect(once).toBeUndefined()
    expect(beside).toMatchObject({ assess: quoted(neutral), 'refer-on': NOTHING, 'no-action': NOTHING })
  })

  const noneOf = (told: Record<string, string | undefined>) =>
    Object.entries(told).filter(([id, hint]) => hint !== undefined && id !== 'more-information')

  test.each([['fl-safe-contact'], ['fl-unsafe']])('is nothing with “%s”: it says so once', async (flag) => {
    const { once, beside } = await hints({ flags: [flag] })
    expect(once).toBe(
      'They read only that it is decided, and not what. Tell them, only in a way that is safe.',
    )
    expect(noneOf(beside)).toEqual([])
  })

  test.each([
    { voice: 'behalf' },
    { form: 'professional-referral', voice: 'professional' },
    { form: 'feedback', isForOther: true },
  ] satisfies Sent[])('is nothing where it was sent for somebody else: %o', async (sent) => {
    const { once, beside } = await hints(sent)
    const start = 'It was sent for somebody else: nobody reads any of this. Tell whoever should know'
    expect(once).toBe(`${start}.`)
    expect(noneOf(beside)).toEqual([])
    expect((await hints({ ...sent, flags: ['fl-safe-contact'] })).once).toBe(
      `${start}, only in a way that is safe.`,
    )
  })

  test('is nothing, and promised nothing, of a safeguarding concern', async () => {
    const { once, beside } = await hints({ form: 'safeguarding-concern', isSafeguarding: true })
    expect([once, noneOf(beside)]).toEqual([undefined, []])
  })
})

test.each([
  ['amber', 'Suggested: amber.', true],
  ['green', 'Suggested: green.', false],
  ['not-asked', 'Not enough asked to suggest a colour: read what was sent and choose.', false],
] as const)(
  'where %s is suggested it says so, and asks why lower only where there is lower',
  async (suggestedColour, said, asksWhy) => {
    if (!DecisionForm) throw new Error('There is no DecisionForm.astro')
    const submission = {
      row: { ...rowOf({}), suggestedColour },
      snapshot: snapshotOf({}),
      people: [],
      outcomes: outcomesOf('self-assessment'),
    }
    const html = await container.renderToString(DecisionForm, {
      props: { id: 'decision', submission, typed: {}, problems: [], isAnew: false },
      locals: {} as App.Locals,
    })
    expect(html).toContain(said)
    expect(html.includes('name="colour-why"')).toBe(asksWhy)
  },
)

test('the rule itself: theirs, and safe to read', () => {
  const sent = (change: Sent = {}) => ({ ...rowOf(change), snapshot: snapshotOf(change) })
  expect(isOwnRequest(sent({ flags: ['fl-unsafe'] }))).toBe(true)
  expect(isToldOnline(sent({ flags: ['fl-unsafe'] }))).toBe(false)
  expect(isToldOnline(sent({ isForOther: true }))).toBe(false)
  expect(outcomeSaid(sent(), 'assess')).toBe(outcomes.assess.tells)
  expect(outcomeSaid(sent({ isSafeguarding: true }), 'assess')).toBeUndefined()
  expect(outcomeSaid(sent({ voice: 'behalf' }), 'assess')).toBeUndefined()
  expect(outcomeSaid(sent(), undefined)).toBeUndefined()
})
