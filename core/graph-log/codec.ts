import { ENTITY_KINDS, type EntityKind } from '../article.ts'
import { TIE_SORTS, type TieSort } from '../graph.ts'
import { parsePeriod } from '../graph/period.ts'
import { MAX_ROUTES } from '../graph/routes.ts'
import { MAX_EXPAND, type Operation, type Span } from './operation.ts'

/** The steps as the value of `ops` in an address; fields are separated by `.`, steps by `~`. */
export function writeOperations(operations: readonly Operation[]): string {
  return operations.map(writeOperation).join('~')
}

/** Reads such a value, still encoded; `unread` are the parts that say nothing, which are left out. */
export function readOperations(written: string): { operations: Operation[]; unread: string[] } {
  const operations: Operation[] = []
  const unread: string[] = []
  for (const part of written.split('~').filter((part) => part !== '')) {
    const operation = readOperation(part)
    if (operation) operations.push(operation)
    else unread.push(part)
  }
  return { operations, unread }
}

function writeOperation(operation: Operation): string {
  return fieldsOf(operation).map(encodeField).join('.')
}

function fieldsOf(step: Operation): string[] {
  switch (step.op) {
    case 'add':
      return ['a', step.id]
    case 'expand':
      return ['x', step.id, String(step.count), ...expandedBy(step)]
    case 'paths':
      return ['w', step.a, step.b, String(step.count)]
    case 'reveal':
      return ['r', ...step.ids]
    case 'hide':
      return ['h', ...step.ids]
    case 'show':
      return ['s', ...step.ids]
    case 'keep':
      return ['k', ...step.ids]
    case 'pin':
      return ['p', step.id, String(step.x), String(step.y)]
    case 'unpin':
      return ['u', step.id]
    case 'fold':
      return ['f', step.id]
    case 'measure':
      return ['m', step.sort]
    case 'minimum':
      return ['n', String(step.articles)]
    case 'period':
      return step.from || step.to ? ['t', step.from, step.to] : ['t']
    case 'kinds':
      return ['y', step.kinds.join(',')]
    case 'countries':
      return ['b']
    case 'compare':
      return [
        'd',
        ...(step.periods ? [step.periods.earlier, step.periods.later] : []).flatMap(ends),
      ]
    case 'relax':
      return ['l']
  }
}

const ends = ({ from, to }: Span): string[] => [from, to]

function expandedBy({ sort, kinds }: Extract<Operation, { op: 'expand' }>): string[] {
  if (kinds) return [sort ?? '', kinds.join(',')]
  return sort ? [sort] : []
}

/** Decoders by letter; each returns null for invalid fields. */
const READERS: Record<string, (fields: string[]) => Operation | null> = {
  a: ([id]) => (id ? { op: 'add', id } : null),
  x: readExpand,
  w: ([a, b, k = '']) => {
    const count = whole(k, 1, MAX_ROUTES)
    return a && b && a !== b && count !== null ? { op: 'paths', a, b, count } : null
  },
  r: listed('reveal'),
  h: listed('hide'),
  s: listed('show'),
  k: listed('keep'),
  p: ([id, x = '', y = '']) => {
    const place = [whole(x, -FAR, FAR), whole(y, -FAR, FAR)]
    if (!id || place[0] == null || place[1] == null) return null
    return { op: 'pin', id, x: place[0], y: place[1] }
  },
  u: ([id]) => (id ? { op: 'unpin', id } : null),
  f: ([id]) => (id ? { op: 'fold', id } : null),
  m: ([name = '']) => {
    const sort = readSort(name)
    return sort ? { op: 'measure', sort } : null
  },
  n: ([n = '']) => {
    const articles = whole(n, 1, 1_000_000)
    return articles === null ? null : { op: 'minimum', articles }
  },
  t: ([from = '', to = '']) => (isSpan({ from, to }) ? { op: 'period', from, to } : null),
  y: ([list = '']) => ({ op: 'kinds', kinds: readKinds(list) }),
  b: () => ({ op: 'countries' }),
  d: readCompare,
  l: () => ({ op: 'relax' }),
}

/** Nothing is drawn farther out than this. */
const FAR = 100_000

function readOperation(part: string): Operation | null {
  const [letter = '', ...fields] = part.split('.').map(decodeField)
  return Object.hasOwn(READERS, letter) ? READERS[letter]!(fields) : null
}

function readExpand([id, n = '', name = '', list]: string[]): Operation | null {
  const count = whole(n, 1, MAX_EXPAND)
  const sort = readSort(name)
  if (!id || count === null || (name !== '' && !sort)) return null
  return { op: 'expand', id, count, sort, kinds: list === undefined ? null : readKinds(list) }
}

function readCompare(fields: string[]): Operation | null {
  if (fields.length === 0) return { op: 'compare', periods: null }
  const [a = '', b = '', c = '', d = ''] = fields
  const [earlier, later] = [
    { from: a, to: b },
    { from: c, to: d },
  ]
  if (![a, b, c, d].every(parsePeriod) || !isSpan(earlier) || !isSpan(later)) return null
  return { op: 'compare', periods: { earlier, later } }
}

function listed(op: 'reveal' | 'hide' | 'show' | 'keep') {
  return (fields: string[]): Operation | null => {
    const ids = [...new Set(fields.filter((id) => id !== ''))]
    return ids.length > 0 ? { op, ids } : null
  }
}

/** Whether each end is a date or open and the span is not empty. */
export function isSpan({ from, to }: Span): boolean {
  const [start, end] = [from, to].map((date) => (date === '' ? undefined : parsePeriod(date)))
  if (start === null || end === null) return false
  return !start || !end || start.start < end.end
}

const readSort = (name: string): TieSort | null => TIE_SORTS.find((sort) => sort === name) ?? null

function readKinds(list: string): EntityKind[] {
  const named = list.split(',')
  return ENTITY_KINDS.filter((kind) => named.includes(kind))
}

function whole(text: string, min: number, max: number): number | null {
  if (!/^(0|-?[1-9]\d{0,6})$/.test(text)) return null
  const value = Number(text)
  return value >= min && value <= max ? value : null
}

/** Also encodes the separators: ids contain none, but addresses may be written by hand. */
function encodeField(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/%2C/g, ',')
    .replace(/\./g, '%2E')
    .replace(/~/g, '%7E')
}

function decodeField(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
