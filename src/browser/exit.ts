/** Leaves the site at once, by the link or by Shift pressed three times. Without it the link leads away as links do. */
const exit = document.querySelector<HTMLAnchorElement>('[data-exit]')

/** Blanks the page at once, then leaves so that Back does not return to it. */
function leave(): void {
  document.body.hidden = true
  document.title = ''
  location.replace(exit?.href ?? '/exit')
}

exit?.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  leave()
})

let presses = 0
let forget: ReturnType<typeof setTimeout> | undefined
document.addEventListener('keydown', (event) => {
  clearTimeout(forget)
  // Shift with another key is somebody writing a capital letter.
  presses = event.key === 'Shift' ? presses + (event.repeat ? 0 : 1) : 0
  if (presses >= 3) leave()
  forget = setTimeout(() => {
    presses = 0
  }, 5000)
})
