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
export function sendForm(form: HTMLFormElement, button: HTMLButtonElement, told: Told): void {
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
