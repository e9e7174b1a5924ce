import { blockKeys } from './block-keys.ts'
import { parseForm, type ParsedForm } from './parsed-form.ts'
import type { Form } from './types.ts'

/** The forms of an archive in id order, with indexes. */
export interface Index {
  parsed: ParsedForm[]
  byId: Map<string, ParsedForm>
  /** Positions by block key, for keys with several forms. */
  blocks: Map<number, number[]>
  /** Number of person forms with a surname. */
  surnames: Map<string, number>
  /** Number of organization forms with a word. */
  words: Map<string, number>
  /** The states named with a body. */
  states: Map<string, Set<string>>
}

/** Keys shared by more forms than this are ignored. */
const MAX_BLOCK = 400

export function createIndex(forms: Form[]): Index {
  const parsed = forms.map(parseForm)
  const blocks = new Map<number, number[]>()
  const surnames = new Map<string, number>()
  const words = new Map<string, number>()
  const states = new Map<string, Set<string>>()
  parsed.forEach((one, at) => {
    const { person, body } = one
    for (const key of blockKeys(one)) push(blocks, key, at)
    if (person) increment(surnames, person.head)
    if (body) for (const word of new Set(body.words)) increment(words, word)
    if (body?.state) {
      const key = body.text
      states.set(key, (states.get(key) ?? new Set()).add(body.state))
    }
  })
  for (const [key, at] of blocks) if (at.length < 2 || at.length > MAX_BLOCK) blocks.delete(key)
  return {
    parsed,
    byId: new Map(parsed.map((one) => [one.form.id, one])),
    blocks,
    surnames,
    words,
    states,
  }
}

/** Every pair of positions that share a key, once, smaller position first. */
export function* pairsOf({ parsed, blocks }: Index): Generator<[number, number]> {
  const seen = new Set<number>()
  for (const at of blocks.values()) {
    for (let i = 0; i < at.length; i++) {
      for (let j = i + 1; j < at.length; j++) {
        const key = at[i]! * parsed.length + at[j]!
        if (seen.has(key)) continue
        seen.add(key)
        yield [at[i]!, at[j]!]
      }
    }
  }
}

function push(map: Map<number, number[]>, key: number, at: number): void {
  const known = map.get(key)
  if (known) known.push(at)
  else map.set(key, [at])
}

function increment(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1)
}
