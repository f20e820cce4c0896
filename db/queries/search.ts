import { sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { searchPages, searchPhrases, searchWords } from '#db/schema/index.ts'

/** One page as the search knows it. */
export interface PageToFind {
  id: string
  title: string
  called: string
  summary: string
  body: string
}

export interface PhraseToFind {
  phrase: string
  page: string | undefined
  danger: 'life' | 'harm' | undefined
}

/** What the copy in the database was made from; undefined when there is none. */
export async function findSearchVersion(db: Db | Tx): Promise<string | undefined> {
  const [row] = await db.select({ madeFrom: searchPages.madeFrom }).from(searchPages).limit(1)
  return row?.madeFrom
}

/** Any number, the same in every server: whoever holds this lock copies, the others wait for the copy. */
const copyLock = 7_265_402

/** Replaces everything that can be found. Does nothing when another server has made the same copy meanwhile. */
export async function replaceSearch(
  tx: Tx,
  madeFrom: string,
  pages: readonly PageToFind[],
  phrases: readonly PhraseToFind[],
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${copyLock})`)
  if ((await findSearchVersion(tx)) === madeFrom) return
  await tx.delete(searchPages)
  await tx.delete(searchPhrases)
  await tx.delete(searchWords)
  await tx.insert(searchPages).values(pages.map((page) => ({ ...page, madeFrom })))
  await tx.insert(searchPhrases).values([...phrases])
  // With 'simple' every word keeps its letters, and is not cut to its stem.
  await tx.execute(sql`
    insert into search_words
    select distinct word from (
      select unnest(tsvector_to_array(to_tsvector('simple', title || ' ' || called || ' ' || summary || ' ' || body)))
        as word from search_pages
      union all
      select unnest(tsvector_to_array(to_tsvector('simple', phrase))) from search_phrases
    ) as standing where word ~ '^[a-z]{3,}$'`)
}

/** A word nobody uses here, and the nearest one that is. */
export interface NearWord {
  typed: string
  near: string
}

/** How near two words must be, of 1; from pg_trgm's own measure. */
const LEAST_NEAR = 0.3

/**
 * The words of a search that stand nowhere, each with the nearest word that does. Words of four letters and
 * more: of shorter ones too many are near.
 */
export async function findNearWords(db: Db | Tx, typed: string): Promise<NearWord[]> {
  const rows = await db.execute<{ typed: string; near: string }>(sql`
    select typed.word as typed, nearest.word as near
    from unnest(tsvector_to_array(to_tsvector('simple', ${typed}))) as typed (word)
    cross join lateral (
      select known.word from search_words as known
      where similarity(known.word, typed.word) >= ${LEAST_NEAR}
      order by similarity(known.word, typed.word) desc, abs(length(known.word) - length(typed.word)), known.word
      limit 1
    ) as nearest
    where typed.word ~ '^[a-z]{4,}$'
      and cardinality(tsvector_to_array(to_tsvector('english', typed.word))) > 0
      and not exists (select from search_words as known where known.word = typed.word)
      and not exists (
        select from search_pages where document @@ plainto_tsquery('english', typed.word))`)
  return [...rows]
}

/** A page that fits, with where its words stand marked by the two given strings. */
export interface FoundPage {
  id: string
  score: number
  extract: string
}

/**
 * Pages that fit, best first. Every word counts by how few pages use it and by where it stands; a phrase that
 * people use for a page counts by its length.
 * @param typed words a person typed; `common` those of every search, which count for little.
 */
export async function findPages(
  db: Db | Tx,
  typed: string,
  { common, mark, most }: { common: readonly string[]; mark: { from: string; to: string }; most: number },
): Promise<FoundPage[]> {
  const options = `StartSel=${mark.from}, StopSel=${mark.to}, MaxFragments=2, MaxWords=22, MinWords=10, FragmentDelimiter=" … "`
  const rows = await db.execute<{ id: string; score: number; extract: string }>(sql`
    with typed as (
      select to_tsvector('english', ${typed}) as words
    ), pages as (
      select count(*)::float as total from search_pages
    ), single as (
      select of_word.word, to_tsquery('simple', quote_literal(of_word.word)) as query,
        of_word.word = any (tsvector_to_array(to_tsvector('english', ${common.join(' ')}))) as is_common
      from typed, unnest(tsvector_to_array(typed.words)) as of_word (word)
    ), used as (
      select single.query, single.is_common, count(*)::float as by_pages
      from single join search_pages as page on page.document @@ single.query
      group by single.query, single.is_common
    ), by_words as (
      select page.id,
        sum(case when used.is_common then 0.15 else 1 end
          * ln(1 + pages.total / used.by_pages) * ts_rank('{0.15, 0.5, 0.8, 1}', page.document, used.query)) as score
      from pages, used join search_pages as page on page.document @@ used.query
      group by page.id
    ), by_phrases as (
      select phrase.page as id,
        max(numnode(phraseto_tsquery('english', phrase.phrase))
          * ln(1 + pages.total / greatest(1, coalesce(used.by_pages, 1)))) as most,
        count(*) as how_many
      from pages, typed, search_phrases as phrase
      left join used on used.query = phraseto_tsquery('english', phrase.phrase)
      where phrase.page is not null and typed.words @@ phraseto_tsquery('english', phrase.phrase)
      group by phrase.page
    )
    select page.id,
      coalesce(by_words.score, 0) + coalesce(by_phrases.most * 0.5 + by_phrases.how_many * 0.1, 0) as score,
      ts_headline('english', page.summary || ' ' || page.body,
        (select coalesce(string_agg(quote_literal(word), ' | '), '')::tsquery from single), ${options}) as extract
    from search_pages as page
    left join by_words on by_words.id = page.id
    left join by_phrases on by_phrases.id = page.id
    where by_words.id is not null or by_phrases.id is not null
    order by score desc, page.id
    limit ${most}`)
  return rows.map(({ id, score, extract }) => ({ id, score: Number(score), extract }))
}

/** Which dangers the words speak of. */
export async function findDangers(db: Db | Tx, typed: string): Promise<('life' | 'harm')[]> {
  const rows = await db.execute<{ danger: 'life' | 'harm' }>(sql`
    select distinct danger from search_phrases
    where danger is not null
      and to_tsvector('simple', ${typed}) @@ phraseto_tsquery('simple', phrase)`)
  return rows.map(({ danger }) => danger)
}
