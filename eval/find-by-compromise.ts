import nlp from 'compromise'
import type { TextFinder } from './find-in-text.ts'
import type { TypedSpan } from './score.ts'

/** A term of compromise with its offsets, without surrounding punctuation. */
interface CompromiseTerm {
  text: string
  tags: string[]
  offset: { start: number; length: number }
}

/** The people, places and organizations that compromise finds, without titles and possessives, which favours it. */
export const findByCompromise: TextFinder = (text) => {
  const document = nlp(text)
  return [
    ...toSpans(document.people(), 'PER'),
    ...toSpans(document.places(), 'LOC'),
    ...toSpans(document.organizations(), 'ORG'),
  ]
}

function toSpans(found: { json(options: { offset: true }): unknown }, type: string): TypedSpan[] {
  const names = found.json({ offset: true }) as { terms: CompromiseTerm[] }[]
  return names.flatMap(({ terms }) => {
    const named = terms.slice(terms.findIndex(({ tags }) => !tags.includes('Honorific')))
    const last = named.at(-1)
    if (!last) return []
    const possessive = /['’]s?$/.exec(last.text)?.[0].length ?? 0
    const to = last.offset.start + last.offset.length - possessive
    return [{ from: named[0]!.offset.start, to, type }]
  })
}
