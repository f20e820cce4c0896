import type { APIRoute } from 'astro'
import { knownDeviceCookie } from '#src/auth/known-device.ts'
import { returnPath } from '#src/http/return-path.ts'
import { sharedCookie } from '#src/http/shared-device.ts'
import { readTyped } from '#src/http/upload.ts'

/** "Other people use this device", or "only I do": kept on the device, and back to the page it was said on. */
export const POST: APIRoute = async ({ request, cookies, locals, redirect }) => {
  const typed = await readTyped(request)
  const { name, path } = sharedCookie
  if (typed['shared']?.[0] === 'yes') {
    cookies.delete(knownDeviceCookie.name, { path: knownDeviceCookie.path })
    cookies.set(name, 'yes', { httpOnly: true, sameSite: 'lax', path, secure: locals.isTls })
  } else cookies.delete(name, { path })
  return redirect(`${returnPath(typed['back']?.[0], '/')}#device`, 303)
}
