import { read } from '#db/client.ts'
import { findService, listPublished } from '#db/queries/directory.ts'
import { publishedOf } from '#src/directory/publish.ts'
import type { FeedService } from '#src/directory/service.ts'
import { answerOrAway } from '#src/services/running/answer-or-away.ts'

/** Services on one page: without a wish, and at most. */
const PAGE = { usual: 50, most: 100 } as const

/** A page of services as Open Referral UK writes it. */
export interface PublishedPage {
  total_items: number
  total_pages: number
  page_number: number
  size: number
  first_page: boolean
  last_page: boolean
  empty: boolean
  contents: readonly object[]
}

const whole = (typed: string | null, otherwise: number, most: number) =>
  /^[1-9]\d{0,5}$/.test(typed ?? '') ? Math.min(Number(typed), most) : otherwise

/**
 * The whole directory, a page at a time, every service with all that is known of it.
 * @param page, perPage as they stand in the address; what is no number counts as not asked for.
 */
export async function publishPage(
  page: string | null,
  perPage: string | null,
): Promise<PublishedPage | 'away'> {
  const number = whole(page, 1, 999_999)
  const most = whole(perPage, PAGE.usual, PAGE.most)
  const found = await answerOrAway(read((db) => listPublished(db, { from: (number - 1) * most, most })))
  if (found === 'away') return found
  const { total, services } = found
  const pages = Math.max(1, Math.ceil(total / most))
  return {
    total_items: total,
    total_pages: pages,
    page_number: number,
    size: services.length,
    first_page: number === 1,
    last_page: number >= pages,
    empty: services.length === 0,
    contents: services.map((one) => publishedOf(one as FeedService)),
  }
}

/** One service as it is published; undefined when there is none of this id. */
export async function publishService(id: string): Promise<object | 'away' | undefined> {
  const row = await answerOrAway(read((db) => findService(db, id)))
  return row === undefined || row === 'away' ? row : publishedOf(row.published as FeedService)
}
