/** On pages that take a file: says what is to be known of it, and how much of it is sent. They work without it. */

/** What a page does while a form with a file in it is on its way. */
interface Told {
  /** Whole per cent of what is to be sent; `undefined` once all of it is, while the answer is waited for. */
  readonly percent: (sent: number | undefined) => void
  /** The page that answers, where it is none to go on to: what is to be put right, or that it cannot be kept now. */
  readonly page: (answer: Document) => void
  /** It did not get there, or no page came back. */
  readonly lost: () => void
}

/**
 * Sends a form as pressing its button does, saying how much of it is sent, which a browser tells nobody of a form that it
 * sends by itself. Where the answer leads on, so does this.
 */
function sendForm(form: HTMLFormElement, button: HTMLButtonElement, told: Told): void {
  const fields = new FormData(form)
  fields.append(button.name, button.value)
  const request = new XMLHttpRequest()
  request.open('POST', button.formAction)
  request.responseType = 'document'
  request.upload.addEventListener('progress', ({ loaded, total }) =>
    told.percent(Math.floor((100 * loaded) / total)),
  )
  request.upload.addEventListener('load', () => told.percent(undefined))
  request.addEventListener('error', told.lost)
  request.addEventListener('load', () => {
    const { status, response, responseURL } = request
    if (status < 300) location.assign(responseURL)
    else if (response instanceof Document) told.page(response)
    else told.lost()
  })
  request.send(fields)
}

/** The place beside the box for a file where something is said about it, and below that how much of it is sent. */
const fileSays = document.createElement('p')
fileSays.className = 'file-says'
fileSays.setAttribute('role', 'status')
// Not in what is read out: that is told each quarter, and not at every hundredth.
const fileShows = document.createElement('p')
fileShows.className = 'file-shows'
fileShows.ariaHidden = 'true'
const bar = document.createElement('progress')
bar.max = 100
const figure = document.createElement('span')

function watchFile(): void {
  const box = document.querySelector<HTMLInputElement>('[data-sending]')
  if (!box) return
  box.after(fileSays, fileShows)
  box.addEventListener('change', () => {
    // A file from a slow phone takes minutes: until then another press of the button is the same one.
    if (box.form) box.form.dataset['heldFor'] = box.files?.length ? '300000' : '8000'
    const { mostBytes, tooLarge = '' } = box.dataset
    fileSays.textContent = (box.files?.[0]?.size ?? 0) > Number(mostBytes) ? tooLarge : ''
  })
}

/** Whether a file is on its way. */
let isSending = false

/** Sends a form with a file, in the place of the browser, so that it can be said how far it is. */
function sendFile(event: SubmitEvent): void {
  if (isSending) {
    event.preventDefault()
    return
  }
  const { target: form, submitter: button } = event
  const box = document.querySelector<HTMLInputElement>('[data-sending]')
  if (!(form instanceof HTMLFormElement) || !box?.files?.length || box.form !== form) return
  const { sending = '', partSent = '', allSent = '', notSent = '' } = box.dataset
  fileSays.textContent = sending
  bar.removeAttribute('value')
  figure.textContent = ''
  fileShows.replaceChildren(bar, figure)
  // An old browser does not say which button was pressed, and its form cannot be sent without it.
  if (!(button instanceof HTMLButtonElement)) return
  event.preventDefault()
  isSending = true
  let quarters = 0
  sendForm(form, button, {
    percent: (sent) => {
      if (sent === undefined) bar.removeAttribute('value')
      else bar.value = sent
      figure.textContent = sent === undefined ? '' : `${sent}%`
      const now = sent === undefined ? 4 : Math.min(3, Math.floor(sent / 25))
      if (now <= quarters) return
      quarters = now
      fileSays.textContent = now === 4 ? allSent : partSent.replace('0', String(now * 25))
    },
    page: putInPlace,
    lost: () => {
      free()
      fileSays.textContent = notSent
      fileShows.replaceChildren()
    },
  })
}

function free(): void {
  isSending = false
  dispatchEvent(new Event('portal:free'))
}

/** Puts the page that answers in the place of this one, with what is outside of it, like the way to leave, as it was. */
function putInPlace(answer: Document): void {
  const old = document.querySelector('main')
  const main = answer.querySelector('main')
  if (!old || !main) {
    location.reload()
    return
  }
  // It is warned from time to time that answers are hidden soon, which goes on in the same box.
  const warns = old.querySelector('dialog')
  if (warns) main.querySelector('dialog')?.replaceWith(warns)
  old.replaceWith(main)
  document.title = answer.title
  fileSays.textContent = ''
  fileShows.replaceChildren()
  free()
  main.tabIndex = -1
  main.focus()
  watchFile()
  dispatchEvent(new Event('portal:page'))
}

watchFile()
document.addEventListener('submit', sendFile)
// A page brought back by the Back button may be sent again.
addEventListener('pageshow', () => {
  isSending = false
  fileSays.textContent = ''
  fileShows.replaceChildren()
})
