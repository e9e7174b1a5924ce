import type {
  EntityKind,
  TextPart,
  Mention,
  MentionKind,
  Reading,
  Role,
  Sentence,
  Via,
} from './article.ts'

/*
 * A reading as it is stored beside its text: arrays instead of objects and nothing that the text says anyway, a fifth
 * of its plain JSON. The order of these lists is part of the stored form: append, never reorder.
 */
const TEXT_PARTS: TextPart[] = ['title', 'body', 'dateline']
const KINDS: MentionKind[] = ['person', 'organization', 'country', 'place']
const VIAS: Via[] = [
  'tagger',
  'gazetteer',
  'surname',
  'acronym',
  'demonym',
  'capital',
  'dateline',
  'byline',
  'rule',
  'archive',
]

/** What the offsets of a reading are in. */
export interface Texts {
  title: string
  body: string
  dateline: string | null
}

type StoredMention = [
  field: number,
  start: number,
  length: number,
  sentence: number | null,
  kind: number,
  entity: string | null,
  /** 0 where it equals the surface. */
  name: string | 0,
  via: number,
  confidence: number,
  /** 0 for none. */
  title?: string | 0,
  why?: string,
]
type StoredRole = [number, number, string, number, string, number, 0 | 1]

export interface StoredReading {
  /** Start and length of each sentence, in order, the title's first. */
  sentences: string
  mentions: string
  roles: string
}

export function encodeReading({ sentences, mentions, roles }: Reading): StoredReading {
  return {
    sentences: JSON.stringify(sentences.flatMap(({ n, start, end }) => [n, start, end - start])),
    mentions: encodeMentions(mentions),
    roles: JSON.stringify(roles.map(encodeRole)),
  }
}

export function decodeReading(stored: StoredReading, texts: Texts): Reading {
  return unfoldReading(
    {
      sentences: JSON.parse(stored.sentences) as number[],
      mentions: JSON.parse(stored.mentions) as unknown[],
      roles: JSON.parse(stored.roles) as unknown[],
    },
    texts,
  )
}

/** A stored reading whose JSON is parsed already, as it comes out of a document that holds it. */
export interface ParsedReading {
  sentences: number[]
  mentions: unknown[]
  roles: unknown[]
}

export function unfoldReading(parsed: ParsedReading, texts: Texts): Reading {
  return {
    sentences: toSentences(parsed.sentences),
    mentions: (parsed.mentions as StoredMention[]).map((mention) => decodeMention(mention, texts)),
    roles: (parsed.roles as StoredRole[]).map(decodeRole),
  }
}

export function decodeSentences(stored: string): Sentence[] {
  return toSentences(JSON.parse(stored) as number[])
}

export function decodeMentions(stored: string, texts: Texts): Mention[] {
  return (JSON.parse(stored) as StoredMention[]).map((mention) => decodeMention(mention, texts))
}

export const encodeMentions = (mentions: Mention[]): string =>
  JSON.stringify(mentions.map(encodeMention))

export function decodeRoles(stored: string): Role[] {
  return (JSON.parse(stored) as StoredRole[]).map(decodeRole)
}

/** Of each sentence its number, its start and its length, in order. */
export type StoredSentences = readonly number[]

/** By a sentence's number. */
export const isOfTitle = (n: number) => n === 0

function toSentences(stored: StoredSentences): Sentence[] {
  const sentences: Sentence[] = []
  for (let i = 0; i < stored.length; i += 3) {
    const [n, start, length] = [stored[i]!, stored[i + 1]!, stored[i + 2]!]
    sentences.push({ n, field: isOfTitle(n) ? 'title' : 'body', start, end: start + length })
  }
  return sentences
}

/** The distinct entities of each sentence, in order of sentences; what ties and counts are made of. */
export function namesBySentence({
  mentions,
}: Pick<Reading, 'mentions'>): Map<number, Map<string, EntityKind>> {
  const names = new Map<number, Map<string, EntityKind>>()
  for (const { sentence, entity, kind } of mentions) {
    if (sentence === null || entity === null || kind === 'place') continue
    const inSentence = names.get(sentence)
    if (inSentence) inSentence.set(entity, kind)
    else names.set(sentence, new Map([[entity, kind]]))
  }
  return names
}

/** The `names` blob of a stored reading: pairs of sentence and entity row. Copied only where it is not aligned. */
export function decodeNames(names: Uint8Array): Int32Array {
  const bytes = names.byteOffset % 4 === 0 ? names : names.slice()
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
}

/** As `namesBySentence` the other way round, straight from what is stored: a fraction of the work of decoding it. */
export function sentencesByName(
  stored: StoredReading,
): Map<string, { sentences: Set<number>; mentions: number }> {
  const found = new Map<string, { sentences: Set<number>; mentions: number }>()
  for (const mention of JSON.parse(stored.mentions) as StoredMention[]) {
    const [sentence, kind, entity] = [mention[3], KINDS[mention[4]], mention[5]]
    if (sentence === null || entity === null || kind === 'place') continue
    const name = found.get(entity)
    if (name) {
      name.mentions++
      name.sentences.add(sentence)
    } else found.set(entity, { sentences: new Set([sentence]), mentions: 1 })
  }
  return found
}

export function sentenceCount(stored: StoredReading): number {
  return (JSON.parse(stored.sentences) as number[]).length / 3
}

function encodeMention(mention: Mention): StoredMention {
  const { title, why } = mention
  const stored: StoredMention = [
    TEXT_PARTS.indexOf(mention.field),
    mention.start,
    mention.end - mention.start,
    mention.sentence,
    KINDS.indexOf(mention.kind),
    mention.entity,
    mention.name === mention.surface ? 0 : mention.name,
    VIAS.indexOf(mention.via),
    mention.confidence,
  ]
  if (title !== undefined || why !== undefined) stored.push(title ?? 0)
  if (why !== undefined) stored.push(why)
  return stored
}

function decodeMention(stored: StoredMention, texts: Texts): Mention {
  const [fieldCode, start, length, sentence, kind, entity, name, via, confidence, title, why] =
    stored
  const field = TEXT_PARTS[fieldCode]!
  const surface = (texts[field] ?? '').slice(start, start + length)
  return {
    start,
    end: start + length,
    field,
    sentence,
    surface,
    kind: KINDS[kind]!,
    entity,
    name: name === 0 ? surface : name,
    via: VIAS[via]!,
    confidence,
    ...(title && { title }),
    ...(why !== undefined && { why }),
  }
}

function encodeRole(role: Role): StoredRole {
  const { person, of, title, sentence, pattern, confidence, former } = role
  return [person, of, title, sentence, pattern, confidence, former ? 1 : 0]
}

function decodeRole([person, of, title, sentence, pattern, confidence, former]: StoredRole): Role {
  return { person, of, title, sentence, pattern, confidence, former: former === 1 }
}
