import { ENTITY_KINDS } from '../article.ts'
import { checkAction } from './check-action.ts'
import type { Action, ArticleRef, Decision, EntityObject, FormRef } from './types.ts'

/** An error in a line of a decisions file. */
export class DecisionFormatError extends Error {
  override name = 'DecisionFormatError'
}

/** Parses one line of JSON as `formatDecision` writes it. */
export function parseDecision(line: string): Decision {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new DecisionFormatError('it is not JSON')
  }
  const read = new Reader(value, 'the line')
  const decision = {
    id: read.text('id', 1, 100),
    at: read.time('at'),
    author: read.text('author', 0, 200),
    reason: read.text('reason', 0, 2000),
    action: readAction(read.object('action')),
  }
  const wrong = checkAction(decision.action)
  if (wrong !== null) throw new DecisionFormatError(wrong)
  return decision
}

/** Formats a decision as one line of a shared file, without a line feed. */
export function formatDecision({ id, at, author, reason, action }: Decision): string {
  return JSON.stringify({ id, at, author, reason, action })
}

function readAction(read: Reader): Action {
  const type = read.oneOf('type', ACTIONS)
  switch (type) {
    case 'merge':
      return { type, entity: readEntity(read, 'entity'), into: readEntity(read, 'into') }
    case 'split':
      return {
        type,
        entity: readEntity(read, 'entity'),
        ...read.optional('forms', () => read.list('forms', readForm)),
        ...read.optional('articles', () => read.list('articles', readArticle)),
        ...read.optional('as', () => read.text('as', 1, 200)),
      }
    case 'rename':
      return { type, entity: readEntity(read, 'entity'), name: read.text('name', 1, 200) }
    case 'kind':
      return { type, entity: readEntity(read, 'entity'), kind: read.oneOf('kind', ENTITY_KINDS) }
    case 'reject':
      return {
        type,
        entity: readEntity(read, 'entity'),
        ...read.optional('articles', () => read.list('articles', readArticle)),
        ...read.optional('spelling', () => read.text('spelling', 1, 1000)),
      }
    case 'confirm':
      return {
        type,
        question: read.oneOf('question', QUESTIONS),
        entities: read.list('entities', toEntity),
        ...read.optional('groups', () => read.list('groups', readGroup)),
      }
    case 'dismiss':
      return {
        type,
        question: read.oneOf('question', QUESTIONS),
        entities: read.list('entities', toEntity),
      }
    case 'undo':
      return { type, decision: read.text('decision', 1, 100) }
  }
}

const ACTIONS = [
  'merge',
  'split',
  'rename',
  'kind',
  'reject',
  'confirm',
  'dismiss',
  'undo',
] as const
const QUESTIONS = ['same', 'two'] as const

const readEntity = (read: Reader, name: string): EntityObject => toEntity(read.object(name))

function toEntity(read: Reader): EntityObject {
  return {
    id: read.text('id', 1, 200),
    kind: read.oneOf('kind', ENTITY_KINDS),
    name: read.text('name', 1, 1000),
    forms: read.list('forms', readForm),
    ...read.optional('articles', () => read.list('articles', readArticle)),
    ...read.optional('part', () => read.text('part', 1, 120)),
  }
}

const readForm = (read: Reader): FormRef => ({
  id: read.text('id', 1, 200),
  name: read.text('name', 1, 1000),
})

const readArticle = (read: Reader): ArticleRef => ({
  id: read.text('id', 1, 500),
  hash: read.text('hash', 1, 100),
})

const readGroup = (read: Reader) => ({
  as: read.text('as', 1, 200),
  articles: read.list('articles', readArticle),
})

/** Reads members of an object; throws DecisionFormatError with the path of an invalid one. */
class Reader {
  readonly #value: Record<string, unknown>
  readonly #where: string

  constructor(value: unknown, where: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new DecisionFormatError(`${where} must be an object`)
    }
    this.#value = value as Record<string, unknown>
    this.#where = where
  }

  text(name: string, min: number, max: number): string {
    const value = this.#value[name]
    if (typeof value === 'string' && value.length >= min && value.length <= max) return value
    throw this.#wrong(name, `must be text of ${min} to ${max} characters`)
  }

  time(name: string): string {
    const value = this.text(name, 1, 40)
    if (/^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value))) return value
    throw this.#wrong(name, 'must be a time such as 2026-03-01T09:30:00Z')
  }

  oneOf<const T extends string>(name: string, words: readonly T[]): T {
    const value = this.#value[name]
    if (words.includes(value as T)) return value as T
    throw this.#wrong(name, `must be one of ${words.join(', ')}`)
  }

  object(name: string): Reader {
    return new Reader(this.#value[name], this.#place(name))
  }

  list<T>(name: string, read: (item: Reader) => T): T[] {
    const value = this.#value[name]
    if (!Array.isArray(value) || value.length === 0) throw this.#wrong(name, 'must be a list')
    return value.map((item, i) => read(new Reader(item, `${this.#place(name)}[${i}]`)))
  }

  optional<T>(name: string, read: () => T): Record<string, T> {
    return this.#value[name] === undefined ? {} : { [name]: read() }
  }

  #place(name: string): string {
    return this.#where === 'the line' ? name : `${this.#where}.${name}`
  }

  #wrong(name: string, what: string): DecisionFormatError {
    return new DecisionFormatError(`${this.#place(name)} ${what}`)
  }
}
