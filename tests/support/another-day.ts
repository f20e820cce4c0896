/**
 * Loaded before a program (`NODE_OPTIONS=--import=…`), it makes the clock of that program start at the instant
 * `TEST_STARTS_AT`, so that what depends on the year can be seen through the real pages.
 */
const shift = Date.parse(process.env['TEST_STARTS_AT'] ?? '') - Date.now()
if (Number.isNaN(shift)) throw new Error('TEST_STARTS_AT is not an instant')

const Real = Date
globalThis.Date = new Proxy(Real, {
  construct: (_, given) => Reflect.construct(Real, given.length === 0 ? [Real.now() + shift] : given),
  get: (_, name) => (name === 'now' ? () => Real.now() + shift : Reflect.get(Real, name)),
})
