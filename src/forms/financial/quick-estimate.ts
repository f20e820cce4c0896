import { healthReasons, premiumFact, premiumsFrom } from '#src/domain/charging/premiums.ts'
import type {
  AgeBand,
  CapitalItem,
  Circumstances,
  Fact,
  HousingCost,
  IncomeItem,
  IncomeKind,
  Occupant,
  OwnHome,
  Setting,
} from '#src/domain/charging/circumstances.ts'
import { type Money, weeklyOf } from '#src/domain/charging/amounts.ts'
import { checkboxes } from '../controls/checkboxes.ts'
import { chooseOne } from '../controls/choice.ts'
import { radios, yesNo, yesOrNo } from '../controls/radios.ts'
import { money } from '../controls/money.ts'
import { number } from '../controls/number.ts'
import { block } from '../engine/block.ts'
import { allOf, type Facts, holds, includes, is, isNot, not } from '../engine/conditions.ts'
import {
  type Answer,
  type Answers,
  type AnyQuestion,
  type Problem,
  type Typed,
  valuesOf,
} from '../engine/question.ts'
import { fillAnswer, readAnswer } from '../engine/read-answer.ts'
import { LONGEST_LIFE } from '../engine/rough-date.ts'
import { doubtsToSay } from '../engine/doubts.ts'
import { twin, type Words } from '../engine/words.ts'
import {
  CARES,
  GOING_BACK,
  HALF_PENSION,
  HAS_PARTNER,
  HEALTH,
  PARTNER_DISABILITY,
  PARTNER_DISABILITY_IN_SUM,
  SHARE,
  STAY_BEFORE,
  STAY_LENGTH,
  WHAT_CARE,
  WHOSE_HOME,
} from './asked-alike.ts'
import { BENEFITS, INCOME, isOwned, OWNED, PARTNER_IN_SUM, PENSION_CREDIT } from './money-option-lists.ts'
import { notToHand } from './money-words.ts'

const orTick = twin(', or tick “I don’t have this to hand”', '. Or tick “I do not have this now”')
const enter = (what: Words) => `${twin('Enter', 'Write')} ${what}${orTick}`

/** Money that comes in, as it is ticked. Each kind but “another benefit” has a box for how much. */
const QUICK_INCOME = {
  'state-pension': BENEFITS['state-pension'],
  'work-pension': { ...INCOME['work-pension'], picture: 'work' },
  'guarantee-credit': {
    ...PENSION_CREDIT['guarantee-credit'],
    label: twin('Pension Credit, main part', 'Pension Credit, the main part'),
  },
  'savings-credit': PENSION_CREDIT['savings-credit'],
  'attendance-allowance': BENEFITS['attendance-allowance'],
  'pip-living': BENEFITS['pip-living'],
  'pip-mobility': BENEFITS['pip-mobility'],
  'dla-care': BENEFITS['dla-care'],
  'dla-mobility': BENEFITS['dla-mobility'],
  'universal-credit': BENEFITS['universal-credit'],
  esa: BENEFITS.esa,
  'carers-allowance': {
    ...BENEFITS['carers-allowance'],
    label: twin('Carer’s Allowance', 'Money for people who are carers'),
  },
  wages: INCOME.wages,
  other: { ...BENEFITS.other, label: twin('Something else', 'Something else') },
} as const
type QuickIncome = keyof typeof QUICK_INCOME

/** What is asked about by `qe-highest`. */
const HAS_RATES: readonly string[] = ['pip-living', 'dla-care']
const NO_AMOUNT: readonly QuickIncome[] = ['other']
const incomeKinds = Object.keys(QUICK_INCOME) as QuickIncome[]
const withAmount = incomeKinds.filter((kind) => !NO_AMOUNT.includes(kind))
const amountOf = (kind: QuickIncome) => `qe-amount-${kind}`

const amounts = Object.fromEntries(
  withAmount.map((kind): [string, AnyQuestion] => {
    const { label, picture } = QUICK_INCOME[kind]
    return [
      amountOf(kind),
      money({
        title: label,
        ...(kind === 'work-pension' || kind === 'wages' ? { hint: 'The amount after tax.' } : {}),
        missing: enter(`how much “${label}” is`),
        picture,
        ...notToHand,
        when: includes('qe-income', kind),
      }),
    ]
  }),
)

const ownsHome = is('fa-tenure', ...OWNED)
const homeMayCount = allOf(is('fa-care', 'care-home'), ownsHome)
const notCareHome = isNot('fa-care', 'care-home')

/**
 * The few questions of the quick estimate: no name, nothing stored. Those with an id of form 3 mean the same there;
 * the others have ids of their own, `qe-…`. Kept apart from form 3's pages so that the browser can hold them all.
 */
const quick = block({
  care: {
    title: 'The care',
    ask: {
      'fa-care': radios(WHAT_CARE),
      'fa-stay-length': yesNo({ ...STAY_LENGTH, when: is('fa-care', 'short-stay') }),
      'fa-cost': money({
        title: twin('About how much does the care cost?', 'How much does the care cost?'),
        hint: twin(
          'All of it, before anybody pays towards it. Nobody pays more than their care costs.',
          'Write the cost of all of the care. You never pay more than that.',
        ),
        missing: enter('what the care costs'),
        picture: 'bills',
        ...notToHand,
      }),
    },
  },
  you: {
    title: 'You and your family',
    ask: {
      'qe-age': radios({
        title: 'How old are you?',
        picture: 'birthday',
        missing: chooseOne('Select how old you are'),
        options: {
          '18-24': '18 to 24',
          '25-to-pension-age': twin(
            '25 or over, and below State Pension age',
            '25 or more, and no State Pension yet',
          ),
          'pension-age': twin('Old enough for State Pension', 'Old enough for a State Pension'),
        },
      }),
      'fa-partner': radios(HAS_PARTNER),
      'qe-partner-age': yesNo({
        title: twin(
          'Is your partner old enough for State Pension?',
          'Is your partner old enough for a pension?',
        ),
        picture: 'older-person',
        missing: yesOrNo,
        out: ['dont-know'],
        when: allOf(is('fa-partner', 'together'), notCareHome),
      }),
      'fa-partner-disabled': radios({
        ...PARTNER_DISABILITY,
        when: allOf(
          is('fa-partner', 'together'),
          notCareHome,
          isNot('qe-age', 'pension-age'),
          isNot('qe-partner-age', 'yes'),
        ),
      }),
      'qe-children': number({
        title: twin('How many children do you look after at home?', 'How many children live with you?'),
        hint: 'None? Write 0.',
        picture: 'child',
        missing: twin('Enter how many children, or 0', 'Write how many children, or 0'),
        like: 2,
        most: 20,
        when: notCareHome,
      }),
    },
  },
  home: {
    title: twin('Home and savings', 'The home and savings'),
    ask: {
      'fa-tenure': radios(WHOSE_HOME),
      'qe-home-worth': money({
        title: twin('About how much is your home worth?', 'How much is your home worth?'),
        hint: 'A rough figure is fine.',
        missing: enter('what your home is worth'),
        picture: 'houses',
        once: true,
        ...notToHand,
        when: homeMayCount,
      }),
      'qe-home-owed': money({
        title: twin('How much is owed on it?', 'How much is still to pay on it?'),
        hint: 'Nothing? Write 0.',
        missing: enter('how much is owed on your home'),
        picture: 'bills',
        once: true,
        ...notToHand,
        when: homeMayCount,
      }),
      'qe-home-share': number({
        title: twin('Your share of it, in %', 'How much of it is yours?'),
        ...SHARE,
        ...notToHand,
        when: homeMayCount,
      }),
      'qe-home-who': radios({
        title: 'Who else lives in that home?',
        hint: twin(
          'Choose the one that comes first. Only count people whose home it was before you went into care.',
          'Who lived there with you?',
        ),
        picture: 'people',
        missing: chooseOne('Select who lives there'),
        options: {
          'no-one': 'No one',
          partner: { label: twin('My partner', 'My husband, wife or partner'), picture: 'couple' },
          child: { label: twin('A child of mine below 18', 'My child, who is not 18 yet'), picture: 'child' },
          relative: {
            label: twin('Family aged 60 or over, or disabled', 'Family who are 60 or more, or disabled'),
            picture: 'family',
          },
          'former-partner': twin('My ex-partner', 'A partner from the past'),
          other: { label: 'Someone else', picture: 'friends' },
        },
        out: ['dont-know'],
        when: homeMayCount,
      }),
      'qe-weeks': number({
        title: twin(
          'For how many weeks have you lived in a care home for good?',
          'How many weeks have you lived in the care home?',
        ),
        hint: twin(
          'Not there yet? Write 0. A home is not counted for the first 12 weeks.',
          'Not there yet? Write 0.',
        ),
        missing: twin(
          'Enter how many weeks, or tick “I don’t have this to hand”',
          'Write how many weeks, or 0',
        ),
        picture: 'calendar',
        like: 6,
        seldomOver: LONGEST_LIFE * 52,
        ...notToHand,
        when: homeMayCount,
      }),
      'fa-stay-before': yesNo({
        ...STAY_BEFORE,
        when: homeMayCount,
      }),
      'fa-going-back': yesNo({
        ...GOING_BACK,
        when: allOf(is('fa-care', 'short-stay'), ownsHome),
      }),
      'qe-savings': money({
        title: twin('How much do you have in savings of your own?', 'How much money do you have saved?'),
        hint: twin(
          'In all accounts in your name only. Nothing? Write 0.',
          'Only your own. Nothing? Write 0.',
        ),
        missing: enter('how much you have saved'),
        picture: 'money',
        once: true,
        ...notToHand,
      }),
      'qe-joint': money({
        title: twin(
          'How much do you hold together with one other person?',
          'How much money do you share with one person?',
        ),
        hint: twin('All of it: we work out your share. Nothing? Leave this blank.', 'Write all of it.'),
        picture: 'people',
        once: true,
        optional: true,
      }),
    },
  },
  income: {
    title: 'Money that comes in',
    ask: {
      'qe-income': checkboxes({
        title: twin('What money do you get?', 'What money comes in?'),
        hint: twin(
          'Do not add what is inside Universal Credit.',
          'Do not add what is inside Universal Credit.',
        ),
        picture: 'cash',
        missing: twin('Select what you get, or “None of these”', 'Tick what fits, or “None of these”'),
        options: { ...QUICK_INCOME, none: { label: 'None of these', exclusive: true } },
      }),
      ...amounts,
      'qe-highest': yesNo({
        title: twin(
          'Is your PIP daily living or DLA care at the highest rate?',
          'Do you get the most PIP or DLA for care?',
        ),
        hint: twin(
          'It says “enhanced” or “highest” on the letter about it.',
          'It is on the letter about it.',
        ),
        missing: yesOrNo,
        picture: 'numbers',
        out: ['dont-know'],
        when: allOf(
          includes('qe-income', 'pip-living', 'dla-care'),
          isNot('qe-age', 'pension-age'),
          notCareHome,
        ),
      }),
      'fa-cares': yesNo({
        ...CARES,
        when: allOf(notCareHome, not(includes('qe-income', 'carers-allowance'))),
      }),
      'fa-health': checkboxes({
        ...HEALTH,
        when: allOf(
          isNot('qe-age', 'pension-age'),
          notCareHome,
          not(includes('qe-income', 'pip-living', 'pip-mobility', 'dla-care', 'dla-mobility')),
        ),
      }),
      'fa-half-pension': yesNo({
        ...HALF_PENSION,
        when: allOf(
          is('fa-care', 'care-home', 'short-stay'),
          is('fa-partner', 'together', 'apart'),
          includes('qe-income', 'work-pension'),
        ),
      }),
    },
  },
  costs: {
    title: twin('Money that goes out', 'Money you pay'),
    ask: {
      'qe-rent': money({
        title: 'Rent',
        hint: twin('What you pay after any help with it.', 'Write what you pay.'),
        picture: 'home',
        optional: true,
        when: allOf(notCareHome, is('fa-tenure', 'rent', 'shared-own')),
      }),
      'qe-mortgage': money({
        title: twin('Mortgage', 'Paying for a home you bought'),
        picture: 'bank',
        optional: true,
        when: allOf(notCareHome, is('fa-tenure', 'mortgage', 'shared-own')),
      }),
      'qe-council-tax': money({
        title: 'Council tax',
        hint: twin('What you pay after any help with it.', 'Write what you pay.'),
        picture: 'bills',
        optional: true,
        when: notCareHome,
      }),
      'qe-extra': money({
        title: twin('Extra costs of illness or disability', 'Being ill or disabled can cost more. How much?'),
        hint: twin(
          'All of them together: like extra washing or heating, an alarm, or care you pay for.',
          'Like extra washing or heating. Write all of it.',
        ),
        picture: 'wheelchair',
        optional: true,
        when: notCareHome,
      }),
    },
  },
  else: {
    title: 'Anything else',
    ask: {
      'qe-else': checkboxes({
        title: twin('Is any of this true of your money?', 'Is one of these true of your money?'),
        hint: twin('Then a worker will need to look at it with you.', 'A worker can help with these.'),
        picture: 'question',
        missing: twin('Select what is true, or “None of these”', 'Tick what fits, or “None of these”'),
        options: {
          given: {
            label: twin('I gave away money, a home or things of value', 'I gave away money or a home'),
            picture: 'gift',
          },
          special: {
            label: twin(
              'Some of my savings came from an injury, harm done to me, late benefits or selling my home',
              'I got money because of an injury, or I sold a home',
            ),
            picture: 'injury',
          },
          property: {
            label: twin('I own another home or land', 'I own another home'),
            picture: 'houses',
          },
          free: {
            label: twin(
              'Some of the care may be free: aftercare from a mental health ward, care the NHS pays for, or short-term help',
              'Some of the care may be free. The NHS may pay.',
            ),
            picture: 'hospital',
          },
          none: { label: 'None of these', exclusive: true },
        },
      }),
    },
  },
})

/** One group of the quick questions, under a heading of its own. */
export interface QuickSection {
  readonly name: string
  readonly title: Words
  readonly ask: Readonly<Record<string, AnyQuestion>>
}

/** The same as declared. */
export const quickPages = quick.pages

export const quickSections: readonly QuickSection[] = Object.entries(quick.pages).map(
  ([name, { title, ask }]) => ({ name, title, ask: ask as QuickSection['ask'] }),
)

/** Every quick question by id, in the order they are asked. */
export const quickQuestions: Readonly<Record<string, AnyQuestion>> = Object.assign(
  {},
  ...quickSections.map(({ ask }) => ask),
)

/** What each quick question is called, and its first box on the page, by id. */
export const quickLinks = (tell: (words: Words) => string): Readonly<Record<string, QuickLink>> =>
  Object.fromEntries(
    Object.entries(quickQuestions).map(([id, { asks, control }]) => [
      id,
      { label: tell(asks.title), href: `#${control.firstBox(id)}` },
    ]),
  )
interface QuickLink {
  readonly label: string
  readonly href: string
}

export interface QuickRead {
  /** Those that count: nothing of a question that does not apply. */
  readonly answers: Answers
  /** Ids of the questions that apply. */
  readonly asked: readonly string[]
  /** What to put right, in the order of the questions. */
  readonly problems: readonly Problem[]
  /** About answers that count all the same. `unsaid`: those that the page has not said yet. */
  readonly doubts: readonly Problem[]
  readonly unsaid: readonly Problem[]
}

/** Reads the quick questions from what was typed. Never throws; fields that are not theirs are left aside. */
export function readQuick(typed: Typed): QuickRead {
  const answers: Record<string, Answer> = {}
  const facts = factsOf(answers)
  const asked: string[] = []
  const problems: Problem[] = []
  const doubts: Problem[] = []
  for (const [id, question] of Object.entries(quickQuestions)) {
    const { when, optional, missing } = question.asks
    if (when && !holds(when, facts)) continue
    asked.push(id)
    const read = readAnswer(id, question, typed)
    if (read.answer) answers[id] = read.answer
    problems.push(...read.problems)
    doubts.push(...(read.doubts ?? []))
    if (!read.answer && read.problems.length === 0 && !optional) {
      problems.push({ field: id, message: missing ?? 'Answer this question' })
    }
  }
  return { answers, asked, problems, doubts, unsaid: doubtsToSay(doubts, typed) }
}

const given = (answer: Answer | undefined) => (answer && 'value' in answer ? answer.value : undefined)

const factsOf = (answers: Readonly<Record<string, Answer>>): Facts => ({
  form: 3,
  values(id) {
    const question = quickQuestions[id]
    const answer = answers[id]
    return question && answer ? valuesOf(question, answer) : []
  },
  hasSome(id) {
    const value = given(answers[id])
    return value !== undefined && (quickQuestions[id]?.control.isSome(value) ?? false)
  },
  number(id) {
    const value = given(answers[id])
    return typeof value === 'number' ? value : undefined
  },
  derived: () => undefined,
})

// --- As the sum needs it ------------------------------------------------------------------------------

/**
 * What the quick answers say, as the sum needs it. What is not answered or not to hand is `null`.
 * @param daysOn How many days later than they were given: a stay in a care home goes on.
 */
export function quickCircumstances(answers: Answers, daysOn = 0): Circumstances {
  const facts = factsOf(answers)
  const one = (id: string) => facts.values(id)[0]
  const moneyAt = (id: string): Money | null => (given(answers[id]) as Money | undefined) ?? null
  const fact = <T>(value: T | null | undefined, ...from: string[]): Fact<T> => ({
    value: value ?? null,
    from,
  })
  const yesNoAt = (id: string): Fact<boolean> => {
    const said = one(id)
    return fact(said === 'yes' ? true : said === 'no' ? false : null, id)
  }
  /** False when “none of these” or others were ticked; null when it was ticked, since a person has to look at it. */
  const noneOf = <T>(kind: string, none: T): Fact<T> => {
    const ticked = facts.values('qe-else')
    return fact(ticked.length > 0 && !ticked.includes(kind) ? none : null, 'qe-else')
  }

  const ageBand = fact(one('qe-age') as AgeBand | undefined, 'qe-age')
  const partner = fact(PARTNER_IN_SUM[one('fa-partner') ?? ''], 'fa-partner')
  const kinds = facts.values('qe-income')
  const isTold = kinds.length > 0
  const isHighest = yesNoAt('qe-highest').value
  const items = kinds
    .filter((kind) => kind !== 'none')
    .map((kind): IncomeItem => {
      const id = amountOf(kind as QuickIncome)
      const money = moneyAt(id)
      return {
        kind: kind as IncomeKind,
        money,
        tax: 'after',
        from: [id in quickQuestions ? id : 'qe-income'],
        ...(isHighest !== null && HAS_RATES.includes(kind) ? { isHighestRate: isHighest } : {}),
      }
    })
  const isWork = ({ kind }: IncomeItem) => kind === 'work-pension' || kind === 'wages'
  const benefits = items.filter((item) => !isWork(item))
  const health = facts.values('fa-health')
  const premiums = premiumsFrom({
    benefits: isTold ? benefits.map(({ kind }) => kind) : null,
    ageBand: ageBand.value,
    highestRate: isHighest,
    caresForSomeone: yesNoAt('fa-cares').value,
    health: healthReasons(
      fact(health.length > 0 && !health.includes('dont-know') ? health : null, 'fa-health'),
    ),
  })
  const gaveAway = noneOf('given', false)
  const cost = moneyAt('fa-cost')
  return {
    setting: fact(one('fa-care') as Setting | undefined, 'fa-care'),
    route: fact({ is: 'full' }),
    ageBand,
    partner,
    partnerReachedPensionAge:
      partner.value === 'together' || partner.value === null
        ? yesNoAt('qe-partner-age')
        : fact(false, 'fa-partner'),
    partnerDisability: fact(
      PARTNER_DISABILITY_IN_SUM[one('fa-partner-disabled') ?? ''],
      'fa-partner-disabled',
    ),
    children: fact(facts.number('qe-children'), 'qe-children'),
    premiums: {
      disability: premiumFact(premiums.disability, ['qe-income', 'qe-age', 'fa-health']),
      enhancedDisability: premiumFact(premiums.enhancedDisability, ['qe-highest', 'fa-health']),
      carer: premiumFact(premiums.carer, ['qe-income', 'fa-cares']),
    },
    savings: savingsOf(answers, moneyAt),
    specialSavings: noneOf('special', []),
    gaveAway: facts.values('qe-else').includes('given') ? { ...gaveAway, value: true } : gaveAway,
    home: homeOf(answers, facts, moneyAt),
    goingBack: yesNoAt('fa-going-back'),
    isWithin8Weeks: yesNoAt('fa-stay-length'),
    stay: fact(
      one('fa-stay-before') === 'no' && facts.number('qe-weeks') !== undefined
        ? { daysHere: (facts.number('qe-weeks') ?? 0) * 7 + daysOn, earlier: null }
        : null,
      'qe-weeks',
      'fa-stay-before',
    ),
    otherProperty: noneOf('property', []),
    income: fact(isTold ? items.filter(isWork) : null, 'qe-income'),
    benefits: fact(isTold ? benefits : null, 'qe-income'),
    passesHalfPension: yesNoAt('fa-half-pension'),
    housing: fact(housingOf(moneyAt), 'qe-council-tax'),
    extraCosts: fact(extraOf(moneyAt('qe-extra')), 'qe-extra'),
    otherCosts: fact([]),
    free: noneOf('free', []),
    freeIsAll: fact(false),
    careCost: fact((cost && weeklyOf(cost, 'down'))?.pence, 'fa-cost'),
  }
}

type MoneyAt = (id: string) => Money | null

function savingsOf(answers: Answers, moneyAt: MoneyAt): Circumstances['savings'] {
  const from = ['qe-savings', 'qe-joint']
  if (answers['qe-savings'] === undefined) return { value: null, from }
  const own = moneyAt('qe-savings')
  const joint = moneyAt('qe-joint')
  const item = (id: string, pence: number | null, owners: number): CapitalItem => ({
    kind: 'savings',
    pence,
    owners,
    share: null,
    from: [id],
  })
  return {
    value: [
      ...(own?.pence === 0 ? [] : [item('qe-savings', own?.pence ?? null, 1)]),
      ...(joint && joint.pence > 0 ? [item('qe-joint', joint.pence, 2)] : []),
    ],
    from,
  }
}

const LIVES_THERE: Readonly<Record<string, Pick<Occupant, 'relationship' | 'age' | 'incapacitated'>>> = {
  partner: { relationship: 'partner', age: null, incapacitated: null },
  // The words of the answer are what the law asks: below 18; 60 or over, or disabled.
  child: { relationship: 'child', age: 17, incapacitated: false },
  relative: { relationship: 'relative', age: 60, incapacitated: null },
  'former-partner': { relationship: 'former-partner', age: null, incapacitated: null },
  other: { relationship: 'other', age: null, incapacitated: null },
}

function homeOf(answers: Answers, facts: Facts, moneyAt: MoneyAt): Fact<OwnHome | 'not-owned'> {
  const from = ['fa-tenure']
  const [tenure] = facts.values('fa-tenure')
  if (tenure === undefined) return { value: null, from }
  if (!isOwned(tenure)) return { value: 'not-owned', from }
  const [who] = facts.values('qe-home-who')
  const lives = LIVES_THERE[who ?? '']
  const occupants = lives ? [{ ...lives, livedThereBefore: true, from: ['qe-home-who'] }] : []
  return {
    value: {
      worth: moneyAt('qe-home-worth')?.pence ?? null,
      owed: moneyAt('qe-home-owed')?.pence ?? null,
      share: facts.number('qe-home-share') ?? null,
      from: ['qe-home-worth', 'qe-home-owed', 'qe-home-share'],
      occupants: { value: given(answers['qe-home-who']) ? occupants : null, from: ['qe-home-who'] },
    },
    from,
  }
}

const HOUSING = { rent: 'qe-rent', mortgage: 'qe-mortgage', 'council-tax': 'qe-council-tax' } as const

/** A cost left blank is one they do not have: each is marked as one that may be left blank. */
const housingOf = (moneyAt: MoneyAt): readonly HousingCost[] =>
  Object.entries(HOUSING).flatMap(([kind, id]): HousingCost[] => {
    const money = moneyAt(id)
    return money && money.pence > 0 ? [{ kind: kind as HousingCost['kind'], money, from: [id] }] : []
  })

const extraOf = (money: Money | null): NonNullable<Circumstances['extraCosts']['value']> =>
  money && money.pence > 0 ? [{ kind: 'other', money, sharedBy: 1, from: ['qe-extra'] }] : []

// --- As form 3 asks it --------------------------------------------------------------------------------

/**
 * The quick answers as the fields of form 3's pages, by page, as if they had been typed there. What the form asks
 * more exactly than the quick questions do is left for the person to answer.
 */
export function formFieldsFrom(answers: Answers): Readonly<Record<string, Typed>> {
  const facts = factsOf(answers)
  const circumstances = quickCircumstances(answers)
  /** What the field of this name holds there when it has the answer that was given here. */
  const filled = (to: string, id: string): Typed => {
    const question = quickQuestions[id]
    const answer = answers[id]
    return question && answer ? fillAnswer(to, question, answer) : {}
  }
  const own = (id: string): Typed => filled(id, id)
  const ticked = facts.values('qe-else')
  const isAnswered = ticked.length > 0
  const saved = circumstances.savings.value ?? []
  const isWork = (kind: string) => kind === 'work-pension' || kind === 'wages'
  const kinds = facts.values('qe-income').filter((kind) => kind !== 'none')
  const [work, benefits] = [kinds.filter(isWork), kinds.filter((kind) => !isWork(kind))]
  const isIncomeTold = facts.values('qe-income').length > 0
  const who = facts.values('qe-home-who')[0]
  const hasSavings = saved.length > 0
  const pages: Record<string, Typed> = {
    'f-care': own('fa-care'),
    'f-stay-length': own('fa-stay-length'),
    'f-free': isAnswered && !ticked.includes('free') ? { 'fa-free': ['none'] } : {},
    'f-partner': { ...own('fa-partner'), ...own('fa-partner-disabled') },
    'f-home': {
      ...own('fa-tenure'),
      ...filled('fa-home-worth-1-worth', 'qe-home-worth'),
      ...filled('fa-home-worth-1-owed', 'qe-home-owed'),
      ...filled('fa-home-worth-1-share', 'qe-home-share'),
      ...(who === 'no-one' ? { 'fa-home-who-none': ['none'] } : {}),
    },
    'f-stay': {
      ...(facts.number('qe-weeks') === undefined
        ? {}
        : { 'fa-stay-now': [facts.number('qe-weeks') === 0 ? 'no' : 'yes'] }),
      ...own('fa-stay-before'),
    },
    'f-back': own('fa-going-back'),
    'f-property': isAnswered ? { 'fa-property-any': [ticked.includes('property') ? 'yes' : 'no'] } : {},
    'f-savings': {
      ...(circumstances.savings.value ? { 'fa-savings-kinds': [hasSavings ? 'savings' : 'none'] } : {}),
      ...Object.assign(
        {},
        ...saved.map(({ from, owners }, at): Typed => {
          const group = `fa-savings-${at + 1}`
          return {
            [`${group}-kind`]: ['savings'],
            ...filled(`${group}-amount`, from[0] ?? ''),
            [`${group}-whose`]: [owners === 1 ? 'own' : 'joint'],
          }
        }),
      ),
      ...(hasSavings && isAnswered && !ticked.includes('special') ? { 'fa-savings-special': ['none'] } : {}),
    },
    'f-given': isAnswered ? { 'fa-given': [ticked.includes('given') ? 'yes' : 'no'] } : {},
    'f-income': {
      ...(isIncomeTold ? { 'fa-income-kinds': work.length > 0 ? work : ['none'] } : {}),
      ...groups('fa-income', work, (kind, group) => ({
        [`${group}-kind`]: [kind],
        ...filled(`${group}-amount`, amountOf(kind as QuickIncome)),
        [`${group}-tax`]: ['after'],
      })),
      ...own('fa-half-pension'),
    },
    'f-benefits': {
      ...own('fa-cares'),
      ...own('fa-health'),
      ...(isIncomeTold
        ? { 'fa-benefit-kinds': benefits.length > 0 ? [...new Set(benefits.map(asTicked))] : ['none'] }
        : {}),
      ...groups('fa-benefit', benefits, (kind, group) => ({
        [`${group}-which`]: [kind],
        ...filled(`${group}-amount`, amountOf(kind as QuickIncome)),
        ...(HAS_RATES.includes(kind) ? rateFields(group, facts.values('qe-highest')[0]) : {}),
      })),
    },
    'f-housing': groups('fa-housing', circumstances.housing.value ?? [], ({ kind, from }, group) => ({
      [`${group}-kind`]: [kind],
      ...filled(`${group}-amount`, from[0] ?? ''),
    })),
    'f-extra': groups('fa-dre', circumstances.extraCosts.value ?? [], (_, group) => ({
      'fa-dre-any': ['yes'],
      [`${group}-kind`]: ['other'],
      ...filled(`${group}-amount`, 'qe-extra'),
    })),
    'f-cost': own('fa-cost'),
  }
  return Object.fromEntries(Object.entries(pages).filter(([, typed]) => Object.keys(typed).length > 0))
}

const asTicked = (kind: string) =>
  kind.endsWith('-credit') && kind !== 'universal-credit' ? 'pension-credit' : kind

const groups = <T>(id: string, items: readonly T[], make: (item: T, group: string) => Typed): Typed =>
  Object.assign({}, ...items.map((item, at) => make(item, `${id}-${at + 1}`)))

const rateFields = (group: string, said: string | undefined): Typed => {
  const rate = { yes: 'enhanced', no: 'standard', 'dont-know': 'dont-know' }[said ?? '']
  return rate === undefined ? {} : { [`${group}-rate`]: [rate] }
}
