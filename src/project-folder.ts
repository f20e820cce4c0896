import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Where the project is: the folder of its package.json. Files of the project are found from here and not from the file
 * that reads them, which the build puts somewhere else.
 */
export const projectFolder = dirname(findPackageJSON(import.meta.url) ?? join(import.meta.dirname, '..'))
