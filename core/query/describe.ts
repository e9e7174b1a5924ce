import { FIELDS, type EntityField, type KeywordField, type TextField } from '../fields.ts'
import type { Counted, EntityFilter, Near, Query, Term } from './tree.ts'
import { writtenOut } from './when.ts'

/** The search in one English sentence; relative dates are counted from `today`. */
export function describeQuery(query: Query | null, today: Date): string {
  return query ? `Articles ${describe(query, today)}.` : 'All articles.'
}

/** The part after "Articles". */
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
    case 'some':
      return `with at least ${query.least} of ${listed(query.parts.map(describePart), 'and')}`
    case 'not':
      return `not ${nested(query.part)}`
    case 'value':
      return `${VALUE_LEADS[query.field]} ${quoted(query.words.join(' '))}`
    case 'entity':
      return `naming ${describeEntity(query)}`
    case 'exact':
      return `of ${FIELDS[query.field].title.toLowerCase()} ${quoted(query.value)}`
    case 'undated':
      return 'without a date'
    case 'article':
      return query.ids.length === 1
        ? `with the id ${quoted(query.ids[0]!)}`
        : `of ${query.ids.length} given ones`
    case 'story':
      return `of the story ${quoted(query.id)}`
    case 'tie':
      return `naming ${query.entities.map(quoted).join(' and ')} in one sentence`
    case 'date':
      return describeDate(query.relation, writtenOut(query.when, today))
    case 'same':
      return `with one sentence that has ${describeInSentence(query.part)}`
    default:
      return `with ${describeText(query)}`
  }
}

/** A word of a plain question, in one or several spellings. */
const describePart = (part: Query) =>
  part.type === 'or'
    ? listed((part.parts as Term[]).map(describeText), 'or')
    : describeText(part as Term)

const IN_FIELD: Record<TextField, string> = { title: ' in the title', body: ' in the text' }
const VALUE_LEADS: Record<KeywordField, string> = {
  city: 'naming the city',
  source: 'from the source',
  author: 'by the author',
  place: 'datelined',
  lang: 'in the language',
}

function describeDate(relation: 'on' | 'after' | 'before', date: string): string {
  if (relation === 'on') return `dated ${date}`
  return `dated ${date} or ${relation === 'after' ? 'later' : 'earlier'}`
}

const KIND_LEADS: Record<EntityField | 'entity', string> = {
  person: 'the person ',
  org: 'the organization ',
  country: 'the country ',
  entity: '',
}

const describeEntity = ({ field, name }: EntityFilter) => KIND_LEADS[field] + quoted(name)

/** The part after "one sentence that has". */
function describeInSentence(query: Query): string {
  const nested = (part: Query) => {
    const text = describeInSentence(part)
    return part.type === 'and' || part.type === 'or' ? `(${text})` : text
  }
  if (query.type === 'and' || query.type === 'or')
    return listed(query.parts.map(nested), query.type)
  if (query.type === 'not') return `not ${nested(query.part)}`
  return query.type === 'entity' ? describeEntity(query) : describeTerm(query as Term)
}

function describeText(query: Near | Term | Counted): string {
  return describeAnywhere(query) + (query.field === null ? '' : IN_FIELD[query.field])
}

function describeAnywhere(query: Near | Term | Counted): string {
  switch (query.type) {
    case 'near':
      return describeNear(query)
    case 'atleast':
      return `${quoted(query.word)} at least ${query.count === 1 ? 'once' : `${query.count} times`}`
    case 'first':
      return `${quoted(query.word)} among the first ${query.count} words`
    default:
      return describeTerm(query)
  }
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
