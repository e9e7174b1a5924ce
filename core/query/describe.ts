import type { KeywordField, TextField } from '../fields.ts'
import type { Near, Query, Term } from './tree.ts'
import { writtenOut } from './when.ts'

/** The search in one English sentence; relative dates are counted from `today`. */
export function describeQuery(query: Query | null, today: Date): string {
  return query ? `Articles ${describe(query, today)}.` : 'All articles.'
}

/** What goes on after "Articles". */
function describe(query: Query, today: Date): string {
  const nested = (part: Query) => {
    const text = describe(part, today)
    return part.type === 'and' || part.type === 'or' ? `(${text})` : text
  }
  switch (query.type) {
    case 'and':
      return listed(query.parts.map(nested), 'and')
    case 'or':
      return listed(query.parts.map(nested), 'or')
    case 'not':
      return `not ${nested(query.part)}`
    case 'value':
      return `${VALUE_LEADS[query.field]} ${quoted(query.words.join(' '))}`
    case 'date':
      return describeDate(query.relation, writtenOut(query.when, today))
    default:
      return `with ${describeText(query)}`
  }
}

const IN_FIELD: Record<TextField, string> = { title: ' in the title', body: ' in the text' }
const VALUE_LEADS: Record<KeywordField, string> = {
  source: 'from the source',
  author: 'by the author',
  place: 'datelined',
  lang: 'in the language',
}

function describeDate(relation: 'on' | 'after' | 'before', date: string): string {
  if (relation === 'on') return `dated ${date}`
  return `dated ${date} or ${relation === 'after' ? 'later' : 'earlier'}`
}

function describeText(query: Near | Term): string {
  const text = query.type === 'near' ? describeNear(query) : describeTerm(query)
  return query.field === null ? text : `${text}${IN_FIELD[query.field]}`
}

function describeNear({ ordered, distance, operands }: Near): string {
  const written = operands.map((terms) => listed(terms.map(describeTerm), 'or'))
  if (distance === 0) return written.join(ordered ? ' directly followed by ' : ' directly beside ')
  const between = `with at most ${distance} other ${distance === 1 ? 'word' : 'words'} between`
  return ordered
    ? `${written.join(' followed by ')} ${between}`
    : `${listed(written, 'and')} close together (${between})`
}

function describeTerm(term: Term): string {
  if (term.type === 'word') return quoted(term.word)
  if (term.type === 'phrase') {
    const text = quoted(term.words.join(' '))
    return term.words.length === 1 ? `${text} as written` : `the phrase ${text}`
  }
  return `a word beginning with ${quoted(term.prefix)}`
}

const quoted = (text: string) => `“${text}”`

function listed(parts: string[], conjunction: 'and' | 'or'): string {
  if (parts.length < 3) return parts.join(` ${conjunction} `)
  return `${parts.slice(0, -1).join(', ')} ${conjunction} ${parts.at(-1)}`
}
