/**
 * Warns, with time to say no, before the answers on this device go behind their code, or what was sent from it is closed.
 * The server decides when; this only asks it, so that another tab, a long sleep or a
 * wrong clock changes nothing. Loaded only there.
 */
const dialog = document.querySelector<HTMLDialogElement>('dialog[data-idle]')
const address = dialog?.dataset['idle'] ?? ''
const WARN_AT = 5 * 60
const LOOK_EVERY = 20
let timer: ReturnType<typeof setTimeout> | undefined
let toldAt = Date.now()

/** Seconds left; undefined while the server cannot be reached. POST says that somebody is here. */
async function secondsLeft(method: 'GET' | 'POST'): Promise<number | undefined> {
  try {
    const answer = await fetch(address, { method })
    const { secondsLeft } = await answer.json()
    return typeof secondsLeft === 'number' ? secondsLeft : undefined
  } catch {
    return undefined
  }
}

/** Keeps what is typed, where there is something to type, and shows the page without the answers. */
function hide(): void {
  dialog?.close()
  const save = document.querySelector<HTMLButtonElement>('main button[name="_do"][value="save"]')
  if (save) save.click()
  else location.replace(dialog?.dataset['idleThen'] ?? location.pathname + location.search)
}

async function look(method: 'GET' | 'POST' = 'GET'): Promise<void> {
  clearTimeout(timer)
  const left = await secondsLeft(method)
  if (left === 0) return hide()
  if (left !== undefined && left > WARN_AT) dialog?.close()
  if (left !== undefined && left <= WARN_AT && dialog) {
    const minutes = Math.ceil(left / 60)
    const words = dialog.querySelector('[data-idle-left]')
    if (words) words.textContent = minutes === 1 ? 'in a minute' : `in ${minutes} minutes`
    if (!dialog.open) dialog.showModal()
  }
  const wait = left === undefined || left <= WARN_AT ? LOOK_EVERY : left - WARN_AT
  timer = setTimeout(look, wait * 1000)
}

function stillHere(): void {
  toldAt = Date.now()
  look('POST')
}

if (dialog) {
  dialog.querySelector('button')?.addEventListener('click', stillHere)
  // Escape closes it, and is somebody's.
  dialog.addEventListener('cancel', stillHere)
  document.addEventListener('input', () => {
    if (Date.now() - toldAt > WARN_AT * 1000) stillHere()
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) look()
  })
  look()
}
