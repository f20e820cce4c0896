import { hydrate } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { ChargingPolicy } from '#src/domain/charging/circumstances.ts'
import { daysBetween } from '#src/domain/charging/days.ts'
import { estimate } from '#src/domain/charging/estimate.ts'
import type { RateRow } from '#src/domain/charging/rates.ts'
import { DOUBTED } from '#src/forms/engine/doubts.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import { say, twin } from '#src/forms/engine/words.ts'
import {
  quickCircumstances,
  quickLinks,
  quickQuestions,
  readQuick,
} from '#src/forms/financial/quick-estimate.ts'
import { type AnswerLinks, EstimateView } from './SheetView.tsx'

export interface LiveEstimateProps {
  /** What the fields held when the page was made. */
  readonly typed: Typed
  /** Whether to show the estimate of `typed` at once: it was asked for, and everything was there. */
  readonly isAsked: boolean
  readonly rates: readonly RateRow[]
  readonly policy: ChargingPolicy
  /** The day whose rates are used. */
  readonly on: string
  readonly isEasy: boolean
  readonly phone: string
}

/** The form that it follows, in the browser. */
interface Follows {
  readonly form: HTMLFormElement
  /** Whether anything was answered before it could follow. */
  readonly isTouched: () => boolean
}

const PAUSE = 400

/** What the fields of a form hold now. Fields that are hidden belong to answers taken back. */
function typedIn(form: HTMLFormElement): Typed {
  const typed: Record<string, string[]> = {}
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || (name.startsWith('_') && name !== DOUBTED)) continue
    typed[name] = [...(typed[name] ?? []), value]
  }
  return typed
}

/** A doubt, with the question it is about. It stops nothing: the estimate goes on beside it. */
function inWords({ field, message }: Problem, links: AnswerLinks, tell: (words: string) => string) {
  const [id = ''] =
    Object.entries(quickQuestions).find(([one, { control }]) => control.owns(one, field)) ?? []
  return { about: links[id]?.label ?? '', href: links[id]?.href, words: tell(message) }
}

/**
 * The quick estimate below its questions. The server draws it once they are all answered; where JavaScript runs
 * it follows every change. Nothing leaves the browser until the person presses a button.
 */
export default function LiveEstimate(props: LiveEstimateProps & { readonly follows?: Follows }) {
  const { rates, policy, on, isEasy, phone, follows } = props
  const [typed, setTyped] = useState(props.typed)
  const [isTouched, setTouched] = useState(false)

  useEffect(() => {
    if (!follows) return undefined
    const { form, isTouched: wasTouched } = follows
    let later: ReturnType<typeof setTimeout> | undefined
    const follow = () => {
      clearTimeout(later)
      later = setTimeout(() => {
        setTyped(typedIn(form))
        setTouched(true)
      }, PAUSE)
    }
    form.addEventListener('input', follow)
    // Back and reload can leave answers in the fields that the page was not made with.
    setTyped(typedIn(form))
    if (wasTouched()) setTouched(true)
    return () => {
      clearTimeout(later)
      form.removeEventListener('input', follow)
    }
  }, [follows])

  const { answers, problems, unsaid } = readQuick(typed)
  const isWhole = problems.length === 0
  const tell = (words: string) => say(words, { voice: 'you', slots: {}, easyRead: isEasy })
  const links = quickLinks(tell)
  const found = isWhole
    ? estimate({
        circumstancesOn: (day) => quickCircumstances(answers, daysBetween(on, day)),
        rates,
        policy,
        on,
      })
    : undefined
  const toCheck = isTouched ? unsaid.map((doubt) => inWords(doubt, links, tell)) : []
  const spoken = [
    ...toCheck.map(({ about, words }) => `${about}: ${words}.`),
    ...(found ? found.now.result[isEasy ? 'easyRead' : 'words'] : []),
  ].join(' ')
  return (
    <div>
      <p class="govuk-visually-hidden" aria-live="polite">
        {isTouched ? spoken : ''}
      </p>
      {toCheck.length > 0 && (
        <ul class="govuk-list govuk-list--bullet" data-to-check>
          {toCheck.map(({ about, href, words }) => (
            <li key={about}>
              <a class="govuk-link" href={href}>
                {about}
              </a>
              : {words}.
            </li>
          ))}
        </ul>
      )}
      {found && (props.isAsked || isTouched) ? (
        <EstimateView estimate={found} isEasy={isEasy} phone={phone} links={links} />
      ) : (
        isTouched && (
          <p class="sheet__waiting">
            {tell(
              twin(
                'Your estimate shows here once the questions above are answered.',
                'You will see here what you may pay. Answer all the questions first.',
              ),
            )}
          </p>
        )
      )}
    </div>
  )
}

/** Takes over, in the browser, what the server drew here, and follows the form from now on. */
export function goLive(place: HTMLElement, form: HTMLFormElement, isTouched: () => boolean): void {
  const props = JSON.parse(place.dataset['liveEstimate'] ?? '') as LiveEstimateProps
  hydrate(<LiveEstimate {...props} follows={{ form, isTouched }} />, place)
}
