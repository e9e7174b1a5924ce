import type { Mention, Reading, Role, Sentence } from '#core/article.ts'

type Value = string | number | boolean | null

/** Readings as they cross from one thread to another: their values alone in one array, which is sent far faster. */
export type PackedReadings = Value[]

export function packReadings(readings: Reading[]): PackedReadings {
  const values: Value[] = []
  for (const { sentences, mentions, roles } of readings) {
    values.push(sentences.length, mentions.length, roles.length)
    for (const { n, field, start, end } of sentences) values.push(n, field, start, end)
    for (const { start, end, field, sentence, surface, ...rest } of mentions) {
      const { kind, entity, name, via, confidence } = rest
      values.push(start, end, field, sentence, surface, kind, entity, name, via, confidence)
    }
    for (const { person, of, title, sentence, pattern, confidence, former } of roles) {
      values.push(person, of, title, sentence, pattern, confidence, former)
    }
  }
  return values
}

export function unpackReadings(values: PackedReadings): Reading[] {
  const readings: Reading[] = []
  let at = 0
  const next = () => values[at++]
  const take = <T>(count: number, make: () => T) => Array.from({ length: count }, make)
  while (at < values.length) {
    const [sentences, mentions, roles] = [next(), next(), next()] as number[]
    readings.push({
      sentences: take(sentences!, () => unpackSentence(next)),
      mentions: take(mentions!, () => unpackMention(next)),
      roles: take(roles!, () => unpackRole(next)),
    })
  }
  return readings
}

type Next = () => Value | undefined

/* Properties are read in the order in which they are written down. */

function unpackSentence(next: Next): Sentence {
  return { n: next(), field: next(), start: next(), end: next() } as Sentence
}

function unpackMention(next: Next): Mention {
  return {
    start: next(),
    end: next(),
    field: next(),
    sentence: next(),
    surface: next(),
    kind: next(),
    entity: next(),
    name: next(),
    via: next(),
    confidence: next(),
  } as Mention
}

function unpackRole(next: Next): Role {
  return {
    person: next(),
    of: next(),
    title: next(),
    sentence: next(),
    pattern: next(),
    confidence: next(),
    former: next(),
  } as Role
}
