import { countryOrPlace, type Senses } from './countries.ts'
import type { Document } from '../text/document.ts'
import { COMMON } from '../text/flags.ts'
import type { GazetteerMatch } from '../text/gazetteer-matches.ts'
import type { Name } from './spans/name.ts'
import type { Segment } from '../text/segment.ts'
import { wordOf } from '../text/word.ts'

/** The countries, places and organizations of the gazetteer in a sentence. */
export function gazetteerNames(document: Document, segment: Segment, senses: Senses): Name[] {
  const names: Name[] = []
  segment.matches.forEach((match, i) => {
    if (match?.from !== i) return
    if (segment.style === 'capitals' && !isSupported(document, match.entry.words)) return
    const name = countryOrPlace(segment, match, senses) ?? organization(segment, match)
    if (name) names.push(name)
  })
  return names
}

function organization(segment: Segment, { from, to, entry }: GazetteerMatch): Name | null {
  if (entry.kind !== 'organization') return null
  const span = { segment, from, to, full: entry.target }
  return { ...span, kind: 'organization', resolved: true, via: 'gazetteer', confidence: 0.9 }
}

/** In text in capitals, "TURKEY", "WHO" or "POLISH" may be common words, so the body has to contain the name. */
function isSupported(document: Document, words: string[]): boolean {
  const [first = ''] = words
  if (words.length > 1 || first.includes('.') || document.capitalized.has(first)) return true
  const { flags, lower } = wordOf(first)
  return (flags & COMMON) === 0 && !document.lowerWords.has(lower) && !DOUBTFUL.has(first)
}

const DOUBTFUL = new Set(['Turkey', 'Polish', 'Chad', 'Jordan', 'Guinea', 'Georgia'])
