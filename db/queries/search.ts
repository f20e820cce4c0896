import { sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import {
  searchCommon,
  searchPages,
  searchPhrases,
  searchPublication,
  searchStems,
  searchWords,
} from '#db/schema/index.ts'

/** One page as the search knows it. */
export interface PageToFind {
  id: string
  title: string
  called: string
  summary: string
  body: string
}

/** A phrase that leads to a page, or a word that danger is spoken of in. */
export interface PhraseToFind {
  phrase: string
  page: string | undefined
  danger: 'life' | 'emergency' | 'harm' | undefined
}

/** What the copy in the database was made from; undefined when there is none. */
export async function findSearchVersion(db: Db | Tx): Promise<string | undefined> {
  const [row] = await db.select({ madeFrom: searchPages.madeFrom }).from(searchPages).limit(1)
  return row?.madeFrom
}

/** What is searched now: another number whenever any of it was changed, by whomever. */
export async function findSearchNumber(db: Db | Tx): Promise<bigint | undefined> {
  const [row] = await db.select({ number: searchPublication.number }).from(searchPublication)
  return row?.number
}

/** Any number, the same in every server: whoever holds this lock copies, the others wait for the copy. */
const copyLock = 7_265_402

/**
 * Replaces everything that can be found. Does nothing when another server has made the same copy meanwhile.
 * @param common words that stand in searches for anything.
 */
export async function replaceSearch(
  tx: Tx,
  madeFrom: string,
  {
    pages,
    phrases,
    common,
  }: { pages: readonly PageToFind[]; phrases: readonly PhraseToFind[]; common: readonly string[] },
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${copyLock})`)
  if ((await findSearchVersion(tx)) === madeFrom) return
  await tx.delete(searchPages)
  await tx.delete(searchPhrases)
  await tx.delete(searchWords)
  await tx.delete(searchCommon)
  await tx.delete(searchStems)
  await tx.insert(searchPages).values(pages.map((page) => ({ ...page, madeFrom })))
  await tx.execute(sql`
    insert into search_stems
    select stem, id, ts_rank('{0.15, 0.5, 0.8, 1}', document, query), document @@ named
    from search_pages, unnest(tsvector_to_array(document)) as standing (stem),
      lateral (
        select to_tsquery('simple', quote_literal(stem)) as query,
          to_tsquery('simple', quote_literal(stem) || ':ABC') as named
      ) as as_query
    where document @@ query`)
  await tx.execute(sql`
    insert into search_common select unnest(tsvector_to_array(to_tsvector('english', ${common.join(' ')})))`)
  await tx.execute(sql`
    insert into search_phrases (phrase, page, danger, uncommon)
    select phrase, page, danger, length(ts_delete(to_tsvector('english', phrase), array(select stem from search_common)))
    from jsonb_to_recordset(${JSON.stringify(phrases)}::jsonb) as said (phrase text, page text, danger text)`)
  // With 'simple' every word keeps its letters, and is not cut to its stem.
  await tx.execute(sql`
    insert into search_words
    select distinct word from (
      select unnest(tsvector_to_array(to_tsvector('simple', title || ' ' || called || ' ' || summary || ' ' || body)))
        as word from search_pages
      union all
      select unnest(tsvector_to_array(to_tsvector('simple', phrase))) from search_phrases
    ) as standing
    where word ~ '^[a-z]{3,}$' and cardinality(tsvector_to_array(to_tsvector('english', word))) > 0`)
}

/** A word nobody uses here, and the nearest one that is. */
export interface NearWord {
  typed: string
  near: string
}

/** How near two words must be, of 1, by pg_trgm's own measure: of short words too many are near. */
const LEAST_NEAR = { short: 0.4, long: 0.3 } as const

/**
 * The words of a search that stand nowhere, each with the nearest word that does. Words of four letters and
 * more: of shorter ones too many are near.
 * @param common words of every search, known although no page holds them.
 */
export async function findNearWords(
  db: Db | Tx,
  typed: string,
  common: readonly string[],
): Promise<NearWord[]> {
  // Which words are unknown is settled first: to find what is near takes longer.
  const rows = await db.execute<{ typed: string; near: string }>(sql`
    with unknown as materialized (
      select typed.word
      from unnest(tsvector_to_array(to_tsvector('simple', ${typed}))) as typed (word)
      where typed.word ~ '^[a-z]{4,}$'
        and typed.word <> all (string_to_array(${common.join(' ')}, ' '))
        and not exists (select from search_words as known where known.word = typed.word)
        and cardinality(tsvector_to_array(to_tsvector('english', typed.word))) > 0
        and not exists (
          select from search_stems where stem = any (tsvector_to_array(to_tsvector('english', typed.word))))
    )
    select unknown.word as typed, nearest.word as near
    from unknown cross join lateral (
      select known.word from search_words as known
      -- By the index, which takes 0.3 for near and knows nothing of short words.
      where known.word % unknown.word and similarity(known.word, unknown.word)
        >= case when length(unknown.word) < 6 then ${LEAST_NEAR.short}::float else ${LEAST_NEAR.long}::float end
      order by similarity(known.word, unknown.word) desc, abs(length(known.word) - length(unknown.word)), known.word
      limit 1
    ) as nearest`)
  return [...rows]
}

/**
 * Words that stand nowhere, each with the nearest one that danger is spoken of in, however near others may be:
 * “scard” for “scared”, where “scare” stands in a page.
 */
export async function findNearDanger(db: Db | Tx, words: readonly string[]): Promise<NearWord[]> {
  const rows = await db.execute<{ typed: string; near: string }>(sql`
    select typed.word as typed, nearest.word as near
    from jsonb_array_elements_text(${JSON.stringify(words)}::jsonb) as typed (word)
    cross join lateral (
      select phrase as word from search_phrases
      where danger is not null and similarity(phrase, typed.word) >= ${LEAST_NEAR.short}::float
      order by similarity(phrase, typed.word) desc, phrase
      limit 1
    ) as nearest`)
  return [...rows]
}

/** A page that fits, with where its words stand marked by the two given strings. */
export interface FoundPage {
  id: string
  score: number
  extract: string
}

/** How much a common word counts, of 1. */
const COMMON = 0.15
/** How much of a phrase a common word is, where another is 1. */
const COMMON_IN_PHRASE = 0.3
/** How much a phrase counts whose words all stand there, but not next to each other. */
const APART = 0.7
/** How much more a phrase counts for each further word, when it stands there as it is. */
const LONGER = 0.5
/** How much each phrase counts beyond the best: little, or a page that many phrases lead to is always first. */
const MORE = 0.05
/** How much a page keeps that has none of the words that matter in what people call it. */
const UNCOVERED = 0.5

/**
 * Pages that fit, best first. A word counts by how few pages use it and by where it stands; a phrase that people
 * use for a page counts by its words, less when only some were typed or others stand between. Of two pages, the
 * one that more of the uncommon words lead to is first.
 * @param typed words a person typed.
 * @param asked.mark what stands around the words of an extract that were typed. Left out, extracts are empty: to make
 *   them takes longer than all else.
 */
export async function findPages(
  db: Db | Tx,
  typed: string,
  { mark, most }: { mark: { from: string; to: string } | undefined; most: number },
): Promise<FoundPage[]> {
  const options = mark
    ? `StartSel=${mark.from}, StopSel=${mark.to}, MaxFragments=2, MaxWords=22, MinWords=10, FragmentDelimiter=" … "`
    : null
  const rows = await db.execute<{ id: string; score: number; extract: string }>(sql`
    with typed as (
      select to_tsvector('english', ${typed}) as words
    ), asked as materialized (
      select of_word.word, to_tsquery('simple', quote_literal(of_word.word)) as query,
        exists (select from search_common where stem = of_word.word) as is_common,
        (select count(*) from search_stems where stem = of_word.word) as by_pages
      from typed, unnest(tsvector_to_array(typed.words)) as of_word (word)
    ), word as (
      select word, query, by_pages > 0 as is_used,
        case when is_common then ${COMMON_IN_PHRASE}::float else 1 end as counts,
        case when is_common then ${COMMON}::float else 1 end
          * ln(1 + (select count(*)::float from search_pages) / greatest(by_pages, 1)) as weight
      from asked
    ), by_words as (
      select stem.page as id, sum(word.weight * stem.rank) as score,
        sum(word.weight) filter (where stem.is_named) / (select sum(weight) from word where is_used) as covered
      from word join search_stems as stem on stem.stem = word.word
      group by stem.page
    ), by_phrase as (
      select phrase.page as id, phrase.phrase, min(length(phrase.words)) as parts, sum(word.weight) as weight,
        sum(word.counts)
          / min(${COMMON_IN_PHRASE}::float * length(phrase.words)
            + (1 - ${COMMON_IN_PHRASE}::float) * phrase.uncommon) as share
      from word join search_phrases as phrase on phrase.words @@ word.query
      where phrase.page is not null
      group by phrase.page, phrase.phrase
    ), by_phrases as (
      select id, max(weight * share ^ 2 * case when stands then 1 + ${LONGER}::float * (parts - 1) else ${APART}::float end)
          as most,
        sum(weight) filter (where stands) as in_all
      from typed, by_phrase, lateral (
        -- The share is looked at first: it rules out nearly all, and is quick.
        select case when share > 0.99 then typed.words @@ phraseto_tsquery('english', phrase) else false end as stands
      ) as as_whole
      group by id
    )
    select page.id,
      -- Rounded, so that the order of a sum does not decide between two that are the same.
      round((
        (coalesce(by_words.score, 0) + coalesce(by_phrases.most, 0) + coalesce(by_phrases.in_all, 0) * ${MORE}::float)
          * (${UNCOVERED}::float + (1 - ${UNCOVERED}::float) * coalesce(by_words.covered, 0))
      )::numeric, 9) as score,
      case when ${options}::text is null then '' else ts_headline('english', page.summary || ' ' || page.body,
        (select coalesce(string_agg(quote_literal(word), ' | '), '')::tsquery from word), ${options}) end as extract
    from search_pages as page
    left join by_words on by_words.id = page.id
    left join by_phrases on by_phrases.id = page.id
    where by_words.id is not null or by_phrases.id is not null
    order by score desc, page.id
    limit ${most}`)
  return rows.map(({ id, score, extract }) => ({ id, score: Number(score), extract }))
}
