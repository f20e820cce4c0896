import { writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

/** Loaded before a program (`NODE_OPTIONS=--import=…`), it writes into `TEST_FILES_LIST` which files the program loaded. */
const list = process.env['TEST_FILES_LIST']
if (list === undefined) throw new Error('TEST_FILES_LIST says where the list is to be')
const files = new Set<string>()
registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:') && url !== import.meta.url) files.add(url)
    return next(url, context)
  },
})
process.on('exit', () => writeFileSync(list, [...files].join('\n')))
