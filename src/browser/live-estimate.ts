/**
 * Brings the live estimate (src/islands/) to its page once somebody starts on the questions. Preact, the sum and the
 * drawing are several times all that the page needs by itself, so who only reads it does not load them. Until they are
 * there, and where they do not arrive, the page works without.
 */
const form = document.querySelector<HTMLFormElement>('form[data-estimate]')
const place = document.querySelector<HTMLElement>('[data-live-estimate]')

if (form && place) {
  let isTouched = false
  let isBegun = false
  const begin = async () => {
    if (isBegun) return
    isBegun = true
    try {
      const { goLive } = await import('../islands/LiveEstimate.tsx')
      goLive(place, form, () => isTouched)
    } catch {
      // Not there just now: the next answer tries again.
      isBegun = false
    }
  }
  form.addEventListener('focusin', begin)
  form.addEventListener('input', () => {
    isTouched = true
    begin()
  })
}

export {}
