import type { EntitySummary } from '#core/graph.ts'
import { composed, fold } from '#core/text.ts'

/** An entity with every form of its name. */
export interface NamedEntity extends EntitySummary {
  row: number
  forms: NameForm[]
}

export interface NameForm {
  name: string
  /** Mentions with this spelling. */
  count: number
  /** Its folded words, each preceded by a space. */
  words: string
}

/** What a person typed, ready to be compared with names. */
export interface Typed {
  text: string
  /** Folded words, each preceded by a space. */
  words: string[]
  /** All words in a row. */
  whole: string
}

/** All names in memory, indexed by the beginnings of their words. */
export interface NameIndex {
  readonly size: number
  get(row: number): NamedEntity | undefined
  /** Replaces the row's entity. */
  put(entity: NamedEntity): void
  /** Drops every row that is not in `rows`. */
  retain(rows: Set<number>): void
  /** Entities with a form that has, for each typed word, a word beginning with it. */
  matching(typed: Typed): NamedEntity[]
}

/** Number of letters in an index key: more would cost memory and save little. */
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
      const [candidates = NONE] = typed.words
        .map((word) => byStart.get(word.slice(1, 1 + START)) ?? NONE)
        .sort((x, y) => x.size - y.size)
      // The index key already decides: nothing is left to compare.
      if (typed.words.length === 1 && typed.whole.length <= 1 + START) return [...candidates]
      return [...candidates].filter(({ forms }) => forms.some((form) => matches(form, typed)))
    },
  }
}

/** A form of a name, ready to be matched. */
export function toForm(name: string, count: number): NameForm {
  return { name, count, words: spacedWords(name).join('') }
}

export function toTyped(written: string): Typed {
  const text = composed(written)
  const words = spacedWords(text)
  return { text: text.trim(), words, whole: words.join('') }
}

/** True if each typed word begins a word of the form. */
export function matches(form: NameForm, typed: Typed): boolean {
  return typed.words.every((word) => form.words.includes(word))
}

function spacedWords(text: string): string[] {
  return fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ` ${word}`)
}

function starts({ forms }: NamedEntity): Set<string> {
  const found = new Set<string>()
  for (const { words } of forms) {
    for (const word of words.slice(1).split(' ')) {
      for (let length = 1; length <= START; length++) found.add(word.slice(0, length))
    }
  }
  return found
}
