import type { EntitySummary } from '#core/graph.ts'
import { words } from '#core/text.ts'

/** An entity with every form of its name. */
export interface NamedEntity extends EntitySummary {
  row: number
  forms: Form[]
}

export interface Form {
  name: string
  /** Mentions written so. */
  count: number
  /** Its words, folded, each with a space before it. */
  words: string
}

/** All names in memory, found by how their words begin. */
export interface NameIndex {
  readonly size: number
  get(row: number): NamedEntity | undefined
  /** Replaces what the row held. */
  put(entity: NamedEntity): void
  /** Drops every row that is not in `rows`. */
  retain(rows: Set<number>): void
  /** Entities of which one form has, for each word typed, a word that begins so; `typed` is folded text. */
  matching(typed: string[]): NamedEntity[]
}

/** Letters by which names are kept together: more cost memory and save little. */
const START = 2

const NONE: ReadonlySet<NamedEntity> = new Set()

export function createNameIndex(): NameIndex {
  const entities = new Map<number, NamedEntity>()
  const byStart = new Map<string, Set<NamedEntity>>()

  function drop(row: number) {
    const entity = entities.get(row)
    if (!entity) return
    entities.delete(row)
    for (const start of starts(entity)) byStart.get(start)?.delete(entity)
  }

  function add(entity: NamedEntity) {
    entities.set(entity.row, entity)
    for (const start of starts(entity)) {
      const together = byStart.get(start)
      if (together) together.add(entity)
      else byStart.set(start, new Set([entity]))
    }
  }

  return {
    get size() {
      return entities.size
    },
    get: (row) => entities.get(row),
    put(entity) {
      drop(entity.row)
      add(entity)
    },
    retain(rows) {
      for (const row of entities.keys()) if (!rows.has(row)) drop(row)
    },
    matching(typed) {
      const candidates = typed.map((word) => byStart.get(word.slice(0, START)) ?? NONE)
      const fewest = candidates.reduce((a, b) => (b.size < a.size ? b : a))
      return [...fewest].filter(({ forms }) => forms.some((form) => matches(form, typed)))
    },
  }
}

/** A form of a name, ready to be matched. */
export function toForm(name: string, count: number): Form {
  return { name, count, words: spaced(foldedWords(name)) }
}

/** The words of a name or of what was typed, folded. */
export function foldedWords(text: string): string[] {
  return words(text).map(({ word }) => word)
}

/** True if each word typed begins a word of the form. */
export function matches(form: Form, typed: string[]): boolean {
  return typed.every((word) => form.words.includes(` ${word}`))
}

/** True if the form is what was typed, in the same order and to its end. */
export function isWhole(form: Form, typed: string[]): boolean {
  return form.words === spaced(typed)
}

function spaced(folded: string[]): string {
  return folded.map((word) => ` ${word}`).join('')
}

function starts({ forms }: NamedEntity): Set<string> {
  const found = new Set<string>()
  for (const form of forms) {
    for (const word of form.words.slice(1).split(' ')) {
      for (let length = 1; length <= START; length++) found.add(word.slice(0, length))
    }
  }
  return found
}
