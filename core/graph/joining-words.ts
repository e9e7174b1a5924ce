import { compareText } from '../text/compare-text.ts'
import type { Evidence } from '../search.ts'
import { stem } from '../text/stem.ts'
import { words } from '../text.ts'

/** A word between two names; `sentences` counts the examined sentences that have any of its forms there. */
export interface JoiningWord {
  /** The most frequent form. */
  word: string
  sentences: number
}

/** Names farther apart say little about each other. */
const MAX_BETWEEN = 12

/** Function words that say nothing about how two names are related. */
const GRAMMAR = new Set(
  (
    'a an the this that these those its his her their our your my it he she they we you i him them us me who whom ' +
    'whose which what when where while why how if then than there here of in on at by for from to into onto with ' +
    'without within about above after before against among between over under through during since until as and or ' +
    'but nor so yet not no also too both either each all any some such same other another more most less least very ' +
    'just only even still already again ever never now today yesterday tomorrow is are was were be been being am has ' +
    'have had having do does did doing will would shall should can could may might must s t re ve ll d m mr mrs ms dr ' +
    'one two three four five six seven eight nine ten first second last next per via up down out off'
  ).split(' '),
)

/** Words between the closest mentions of two names, in order; null if one is missing. */
export function wordsBetween({ text, spans }: Evidence, [a, b]: [string, string]): string[] | null {
  const places = (id: string) => spans.filter(({ entity }) => entity === id)
  let best: { start: number; end: number } | null = null
  for (const one of places(a)) {
    for (const other of places(b)) {
      const [start, end] = one.start < other.start ? [one.end, other.start] : [other.end, one.start]
      if (!best || end - start < best.end - best.start) best = { start, end: Math.max(start, end) }
    }
  }
  return best && words(text.slice(best.start, best.end)).map(({ word }) => word)
}

export const isContentWord = (word: string) =>
  !GRAMMAR.has(word) && !/\d/.test(word) && word.length > 1

/** Words between two names, most sentences first; forms of one stem count together. */
export function joiningWords(
  evidence: Evidence[],
  names: [string, string],
  size: number,
): JoiningWord[] {
  const found = new Map<string, { sentences: number; forms: Map<string, number> }>()
  for (const item of evidence) {
    const between = wordsBetween(item, names) ?? []
    if (between.length > MAX_BETWEEN) continue
    const forms = new Map(between.filter(isContentWord).map((word) => [stem(word), word]))
    for (const [root, word] of forms) {
      const counted = found.get(root) ?? { sentences: 0, forms: new Map<string, number>() }
      counted.sentences++
      counted.forms.set(word, (counted.forms.get(word) ?? 0) + 1)
      found.set(root, counted)
    }
  }
  return [...found.values()]
    .map(({ sentences, forms }) => ({ word: mostFrequent(forms), sentences }))
    .sort((x, y) => y.sentences - x.sentences || compareText(x.word, y.word))
    .slice(0, size)
}

function mostFrequent(forms: Map<string, number>): string {
  return [...forms].sort(([v, x], [w, y]) => y - x || compareText(v, w))[0]![0]
}
