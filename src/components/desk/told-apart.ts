/**
 * What the controls of each of a list say they are about, read out after their words: its name, and its number in the
 * list where another one has the same name. Phones call every photo alike, and one person may send two requests.
 */
export function toldApart<Item>(items: readonly Item[], nameOf: (item: Item) => string): Map<Item, string> {
  const names = items.map(nameOf)
  return new Map(
    items.map((item, at) => {
      const name = names[at] ?? ''
      return [
        item,
        names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${at + 1} of ${items.length})`,
      ]
    }),
  )
}
