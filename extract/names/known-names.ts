import { countryOrPlace, type Senses } from './countries.ts'
import type { Document } from '../text/document.ts'
import { COMMON } from '../text/flags.ts'
import type { Mark } from '../text/gazetteer-matches.ts'
import type { Name } from './name.ts'
import type { Segment } from '../text/segment.ts'
import { wordOf } from '../text/word.ts'

/** The countries, places and known organizations of a sentence, wherever no longer name stands. */
export function knownNames(document: Document, segment: Segment, senses: Senses): Name[] {
  const names: Name[] = []
  segment.marks.forEach((mark, i) => {
    if (mark?.from !== i) return
    if (segment.style === 'capitals' && !isSupported(document, mark.entry.words)) return
    const name = countryOrPlace(segment, mark, senses) ?? organization(segment, mark)
    if (name) names.push(name)
  })
  return names
}

function organization(segment: Segment, { from, to, entry }: Mark): Name | null {
  if (entry.kind !== 'organization') return null
  const span = { segment, from, to, full: entry.target }
  return { ...span, kind: 'organization', resolved: true, via: 'gazetteer', confidence: 0.9 }
}

/** In capitals "TURKEY", "WHO" and "POLISH" may be common words: the text below must name them. */
function isSupported(document: Document, words: string[]): boolean {
  const [first = ''] = words
  if (words.length > 1 || first.includes('.') || document.capitals.has(first)) return true
  const { flags, lower } = wordOf(first)
  return (flags & COMMON) === 0 && !document.lower.has(lower) && !DOUBTFUL.has(first)
}

const DOUBTFUL = new Set(['Turkey', 'Polish', 'Chad', 'Jordan', 'Guinea', 'Georgia'])
