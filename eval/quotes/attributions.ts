import { gunzipSync } from 'node:zlib'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

type Span = [start: number, end: number]

/** A labelled article; offsets are in UTF-16 units. */
export interface LabelledArticle {
  id: string
  body: string
  attributions: LabelledAttribution[]
}

export interface LabelledAttribution {
  source: Span[]
  cue: Span[]
  content: Span[]
  /** Whether the content has quotation marks. */
  direct: boolean
}

interface Record {
  id: string
  body: string
  attributions: { source?: Span[]; cue?: Span[]; content?: Span[] }[]
}

/** Reads the labelled articles of the shared folder; null if it is missing. */
export function readAttributions(shared: string): LabelledArticle[] | null {
  const path = join(shared, 'data/quotes/attributions.jsonl.gz')
  if (!existsSync(path)) return null
  const lines = gunzipSync(readFileSync(path)).toString().split('\n').filter(Boolean)
  return lines.map((line) => toArticle(JSON.parse(line) as Record))
}

function toArticle({ id, body, attributions }: Record): LabelledArticle {
  const units = unitsOf(body)
  const convert = (spans: Span[] = []) =>
    spans.map(([start, end]): Span => [units[start]!, units[end]!])
  return {
    id,
    body,
    attributions: attributions.map(({ source, cue, content }) => {
      const spans = convert(content)
      const direct = spans.some(([start, end]) => /["“”]|''/.test(body.slice(start, end)))
      return { source: convert(source), cue: convert(cue), content: spans, direct }
    }),
  }
}

/** The UTF-16 offset of each code point. */
function unitsOf(text: string): number[] {
  const units: number[] = []
  let at = 0
  for (const character of text) {
    units.push(at)
    at += character.length
  }
  return [...units, at]
}
