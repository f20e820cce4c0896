import { alike } from './alike.ts'

const anyOf = (...all: readonly RegExp[]) => new RegExp(all.map(({ source }) => source).join('|'))

/** Said of a service, these tell that its place is or may be secret, whatever else stands around them. */
const TELLS = anyOf(
  /\brefuges?\b/,
  /\bsafe ?houses?\b/,
  /\bsafe (?:\w+ ){0,2}accommodation\b/,
  /\b(?:safe|secure) place to (?:stay|live|sleep)\b/,
  /\bplaces? of safety\b/,
  /\b(?:not|un) ?safe (?:at home|relationship)/,
  /\b(?:secret|confidential|undisclosed|unpublished|withheld) (?:address|location|place|premises|venue)/,
  /\b(?:our|its|the|this) (?:address|location) (?:\w+ ){0,3}(?:secret|confidential|undisclosed|withheld)\b/,
  /\bflee(?:s|ing)?\b|\bfled\b/,
  /\bescap\w+ (?:\w+ ){0,3}(?:harm|danger|exploit|marriage|relationship|partner|husband|wife)/,
  /\bviolen(?:ce|t)\b|\bbattered\b/,
  /\b(?:domestic|sexual)(?:ly)? (?:\w+ ){0,3}(?:abus|violen|assault|exploit|harm)/,
  /\b(?:dva?|ipv|vawg|marac|i[ds]vas?)\b|\bwomens ?aid\b|\bsanctuary scheme\b/,
  /\brape[ds]?\b|\bstalk(?:ed|ers?|ing)\b|\bcoerci(?:ve|on)\b|\bperpetrators?\b/,
  /\bcontrolling (?:behaviours?|partner|relationship)/,
  /\b(?:hit|hurt|harmed|beaten|controlled) by (?:\w+ ){0,3}(?:partner|husband|wife|famil|boyfriend|girlfriend)/,
  /\b(?:hurt|afraid|frightened|scared) (?:\w+ ){0,2}at home\b/,
  /\bforced (?:\w+ ){0,2}marriages?\b|\bforced to marry\b/,
  /\bhonou?r (?:based|abuse|crimes?|killings?)\b/,
  /\bslavery\b|\benslaved\b|\btraffick|\bforced labour\b|\bbeen exploited\b/,
  /\b(?:criminal|gang|labour)(?:ly)? exploit|\bvictims? of (?:\w+ ){0,2}exploit/,
  /\bwomens? (?:\w+ ){0,4}(?:accommodation|hostels?)\b|\bwomens? (?:only )?(?:houses?|housing)\b/,
  /\b(?:accommodation|hostels?|housing|place to stay) for (?:\w+ ){0,2}(?:girls|mothers|women)\b/,
)

/** These tell it too, unless they stand only in one of the phrases below. */
const TELLS_ALONE = /\babus|\bshelters?\b|\bsurvivors?\b/
const DRINK_OR_DRUGS = '(?:alcohol|drink|drugs?|medicines?|solvents?|substances?)'
const ILLNESS =
  '(?:accidents?|bereavement|brain injury|cancer|cardiac arrest|covid|heart attacks?|polio|sepsis|strokes?|suicide)'
const HARMLESS = new RegExp(
  [
    `\\b${DRINK_OR_DRUGS} (?:(?:and|or) ${DRINK_OR_DRUGS} )?abus\\w*`,
    `\\babus\\w* of ${DRINK_OR_DRUGS}\\b`,
    // What a team that looks into harm says of itself: its office is no hiding place.
    '\\babuse (?:and|or) neglect\\b|\\bneglect (?:and|or) abuse\\b|\\b(?:adult|elder) abuse\\b',
    '\\b(?:about|prevent|preventing|report|reporting|signs of|suspected|types of) abuse\\b',
    '\\b(?:think|worried|worry) (?:\\w+ ){0,6}abused?\\b',
    '\\b(?:animal|bike|bus|cat|cycle|dog) shelters?\\b',
    `\\b${ILLNESS} survivors?\\b`,
    `\\bsurvivors? of (?:an? )?${ILLNESS}\\b`,
  ].join('|'),
  'g',
)

/**
 * Whether a text, or the name of a term, says that a place is or may be kept secret: a refuge, anything about
 * abuse at home, violence, forced marriage, slavery or people who had to get away.
 */
export function tellsOfSecretPlace(text: string): boolean {
  const words = alike(text)
  return TELLS.test(words) || (TELLS_ALONE.test(words) && TELLS_ALONE.test(words.replaceAll(HARMLESS, ' ')))
}
