import type { TextField } from '../fields.ts'
import type { Near, Query, Term } from './tree.ts'

/** Binding strength of a parent; looser parts need brackets. */
type Binding = 'or' | 'and' | 'not'

/** Prints a tree as a query that `parseQuery` reads as the same tree. */
export function printQuery(query: Query, parent: Binding = 'or'): string {
  switch (query.type) {
    case 'or': {
      const parts = query.parts.map((part) => printQuery(part, 'and')).join(' OR ')
      return parent === 'or' ? parts : `(${parts})`
    }
    case 'and': {
      const parts = query.parts.map((part) => printQuery(part, 'not')).join(' ')
      return parent === 'not' ? `(${parts})` : parts
    }
    // The language has no syntax for it, so print its parts.
    case 'some': {
      const parts = query.parts.map((part) => printQuery(part, 'not')).join(' ')
      return parent === 'or' ? parts : `(${parts})`
    }
    case 'not':
      return `NOT ${printQuery(query.part, 'not')}`
    case 'near':
      return query.field === null ? printNear(query) : `${query.field}:(${printNear(query)})`
    case 'atleast':
    case 'first':
      return inField(query.field, `${query.type}${query.count}(${query.word})`)
    case 'same':
      return `same(${printQuery(query.part)})`
    case 'entity':
      return `${query.field}:${printValue(query.name)}`
    case 'exact':
      return `${query.field}:${printValue(query.value)}`
    case 'article':
      return `article ${query.ids.join(' ')}`
    case 'story':
      return query.id
    case 'undated':
      return 'undated'
    case 'tie':
      return `same(${query.entities.map((id) => `entity:${id}`).join(' ')})`
    case 'value':
      return `${query.field}:${printValue(query.words.join(' '))}`
    case 'date':
      return `${query.relation}:${query.when}`
    default:
      return inField(query.field, printTerm(query))
  }
}

function printNear({ ordered, distance, operands }: Near): string {
  const operator = `${ordered ? 'THEN' : 'NEAR'}/${distance}`
  const written = operands.map((terms) =>
    terms.length === 1 ? printTerm(terms[0]!) : `(${terms.map(printTerm).join(' OR ')})`,
  )
  return written.join(` ${operator} `)
}

function printTerm(term: Term): string {
  if (term.type === 'phrase') return `"${term.words.join(' ')}"`
  if (term.type === 'prefix') return `${term.prefix}*`
  // A function word alone in brackets is not skipped.
  return term.word === 'and' ? '(and)' : term.word
}

const inField = (field: TextField | null, written: string) =>
  field === null ? written : `${field}:${written}`

const printValue = (value: string) => (/[\s()|]/.test(value) ? `"${value}"` : value)
