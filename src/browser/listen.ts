/**
 * Reads a page out with the browser's own voice, where there is one. The button is hidden until then, so nobody
 * is offered what their device cannot do.
 */
const place = document.querySelector<HTMLElement>('[data-listen]')
const button = place?.querySelector('button')
const page = document.querySelector<HTMLElement>('[data-read-out]')

/** What is read: headings, paragraphs and list items, one after the other, and not the row of formats. */
const pieces = (): string[] =>
  [...(page?.querySelectorAll<HTMLElement>('h1, h2, h3, p, li, dt, dd, td, th') ?? [])]
    .filter((one) => !one.closest('nav') && !one.querySelector('p, li'))
    .map((one) => one.innerText.trim())
    .filter((text) => text !== '')

/** A British voice that speaks on the device itself comes first: what is read then stays there. */
function voice(): SpeechSynthesisVoice | undefined {
  const english = speechSynthesis.getVoices().filter(({ lang }) => /^en\b/i.test(lang))
  const british = ({ lang }: SpeechSynthesisVoice) => /^en[-_]GB/i.test(lang)
  return (
    english.find((one) => british(one) && one.localService) ??
    english.find((one) => one.localService) ??
    english.find(british)
  )
}

if (place && button && 'speechSynthesis' in window) {
  const start = button.textContent ?? ''
  const stop = place.dataset['stop'] ?? start
  const show = (isReading: boolean) => {
    button.textContent = isReading ? stop : start
  }
  const offer = () => {
    place.hidden = voice() === undefined
  }
  offer()
  speechSynthesis.addEventListener('voiceschanged', offer)
  button.addEventListener('click', () => {
    const isReading = speechSynthesis.speaking
    speechSynthesis.cancel()
    show(!isReading)
    if (isReading) return
    const chosen = voice()
    const said = pieces().map((text) => {
      const one = new SpeechSynthesisUtterance(text)
      one.lang = page?.lang || document.documentElement.lang
      if (chosen) one.voice = chosen
      one.rate = 0.95
      return one
    })
    said.at(-1)?.addEventListener('end', () => show(false))
    for (const one of said) speechSynthesis.speak(one)
  })
  // Nobody in the room goes on hearing a page that was left.
  addEventListener('pagehide', () => speechSynthesis.cancel())
}
