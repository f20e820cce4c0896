/** Says that other people use this device. Holds nothing about anybody; gone when the browser closes. */
export const sharedCookie = { name: 'shared-device', path: '/' } as const

/** Whether somebody said that other people use this device. */
export const isSharedDevice = (cookies: {
  get(name: string): { readonly value: string } | undefined
}): boolean => cookies.get(sharedCookie.name)?.value === 'yes'
