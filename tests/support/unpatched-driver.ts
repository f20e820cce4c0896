import { registerHooks } from 'node:module'

/** Loaded before a program (`NODE_OPTIONS=--import=…`), it hides that the driver is patched, as without the patch. */
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    if (!url.endsWith('/node_modules/postgres/src/index.js')) return loaded
    return { ...loaded, source: String(loaded.source).replace('settlesWhenClosed: true,', '') }
  },
})
