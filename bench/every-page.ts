import { demonstrationStaff } from '#db/seed/demonstration.ts'
import { type Encoding, type FirstView, firstViewOf } from './first-view.ts'
import type { People } from './people.ts'
import { Resident } from './resident.ts'
import { PASSWORD } from './site.ts'

/** @throws Error when a post does not lead on. */
async function posted(resident: Resident, path: string, fields: Readonly<Record<string, string>>) {
  const { status } = await resident.post(path, new URLSearchParams(fields).toString())
  if (status !== 303) throw new Error(`POST ${path} answers ${status}`)
  return resident
}

/** The first view of each kind of page. */
export async function everyFirstView(
  port: number,
  people: People,
): Promise<Record<Encoding, readonly FirstView[]>> {
  const { short, questionPath, atCheck } = people
  const [atQuestion] = people.atQuestion
  const [withReceipt] = people.withReceipt
  if (!atQuestion || !withReceipt) throw new Error('There are no residents')
  const visitor = new Resident(port)
  const easyReader = await posted(new Resident(port), '/reading-style', { style: 'easy-read', to: '/' })
  const officer = await posted(new Resident(port), '/staff/sign-in', {
    email: demonstrationStaff[0]?.email ?? '',
    password: PASSWORD,
  })
  const pages: [string, Resident, string][] = [
    ['Home', visitor, '/'],
    ['Page of information', visitor, '/information/equipment'],
    ['Question page', atQuestion, questionPath],
    ['Question page, Easy Read', easyReader, short.steps[0]?.path ?? ''],
    ['Check page', atCheck, short.steps.at(-1)?.path ?? ''],
    ['Receipt', withReceipt, short.end],
    ['Quick estimate', visitor, '/paying-for-care/estimate'],
    ['Queue of the desk', officer, '/staff'],
  ]
  const views: Record<Encoding, FirstView[]> = { gzip: [], br: [] }
  for (const encoding of ['gzip', 'br'] as const) {
    for (const [page, resident, path] of pages)
      views[encoding].push(await firstViewOf(resident, page, path, encoding))
  }
  for (const resident of [visitor, easyReader, officer]) resident.close()
  return views
}
