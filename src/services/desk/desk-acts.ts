import { join } from 'node:path'
import { type DeclaredFile, importDeclared } from '#src/declared-files.ts'
import { type AnyDeskAct, type DeskAct, type DeskPageName, isDeskAct } from './desk-act.ts'

/** The acts of each page of the desk. What is not in here cannot be asked for there. */
export type DeskActs = { readonly [Page in DeskPageName]: readonly DeskAct<Page>[] }

/**
 * Every act that the files `*.act.ts` beneath a folder declare.
 * @throws Error where such a file declares none, or two acts of a page have one name.
 */
export const readDeskActs = async (folder: string): Promise<readonly AnyDeskAct[]> =>
  actsIn(await importDeclared(folder, '.act.ts'))

function actsIn(files: readonly DeclaredFile[]): readonly AnyDeskAct[] {
  const acts = files.flatMap(({ file, exported }) => {
    const declared = exported.filter(isDeskAct)
    if (declared.length === 0) throw new Error(`${file} exports no act of the desk.`)
    return declared
  })
  const names = acts.map(({ page, name }) => `${page}: ${name}`)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice) throw new Error(`Two acts of the desk have one name, ${twice}.`)
  return acts
}

/** Acts by the page that their forms stand on. */
export const byPage = (acts: readonly AnyDeskAct[]): DeskActs => ({
  submission: acts.filter((act) => act.page === 'submission'),
  money: acts.filter((act) => act.page === 'money'),
  rates: acts.filter((act) => act.page === 'rates'),
  system: acts.filter((act) => act.page === 'system'),
})

/** Every act of the desk: they stand in the rooms of the services, each in a file of its own. */
export const deskActs = byPage(actsIn(await importDeclared(join(import.meta.dirname, '..'), '.act.ts')))
