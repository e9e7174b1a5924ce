/** An edit of a text as made by desks and outlets. */
export type Edit = (words: string[], random: Random) => string[]

/** A generator of numbers in [0, 1). */
export type Random = () => number

/** Keeps the beginning: texts are shortened from the end. */
const cut =
  (share: number): Edit =>
  (words) =>
    words.slice(0, Math.max(MIN_WORDS, Math.round(share * words.length)))

/** Shorter texts are not reports. */
export const MIN_WORDS = 40

const credit: Edit = (words) => ['LONDON', '(Agency)', '-', ...words]

/** Drops, doubles or replaces this share of the words, with words from elsewhere in the text. */
const edit =
  (share: number): Edit =>
  (words, random) =>
    words.flatMap((word) => {
      if (random() >= share) return [word]
      const other = words[Math.floor(random() * words.length)]!
      const how = random()
      return how < 0.2 ? [] : how < 0.4 ? [word, other] : [other]
    })

const leaveOut: Edit = (words, random) => {
  const from = Math.floor((0.3 + 0.4 * random()) * words.length)
  return [...words.slice(0, from), ...words.slice(from + Math.ceil(0.15 * words.length))]
}

export const EDITS: [name: string, edit: Edit][] = [
  ['another headline', (words) => words],
  ['credit in front', credit],
  ['half cut', cut(0.5)],
  ['cut to a third', cut(0.34)],
  ['a passage left out', leaveOut],
  ['5 % of words changed', edit(0.05)],
  ['10 % of words changed', edit(0.1)],
  ['15 % of words changed', edit(0.15)],
  ['20 % of words changed', edit(0.2)],
  ['half cut, 10 % changed', (words, random) => edit(0.1)(cut(0.5)(words, random), random)],
]
