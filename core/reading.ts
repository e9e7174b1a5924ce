import type {
  EntityKind,
  TextPart,
  Mention,
  MentionKind,
  Quotation,
  Reading,
  Role,
  Sentence,
  TextSpan,
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

/** The texts that a reading's offsets refer to. */
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
  /** Of a place: the id of the city, if it is one. */
  entity: string | null,
  /** 0 if equal to the surface. */
  name: string | 0,
  via: number,
  confidence: number,
  /** 0 for none. */
  title?: string | 0,
  /** 0 for none. */
  why?: string | 0,
  aside?: 1,
]
type StoredRole = [
  person: number,
  of: number,
  title: string,
  sentence: number,
  pattern: string,
  confidence: number,
  former: 0 | 1,
  since?: string | null,
  until?: string | null,
]
/** Spans, flattened to starts and lengths. */
type StoredQuotation = [
  field: number,
  sentence: number,
  speaker: number | null,
  source: number[] | null,
  cue: number[],
  content: number[],
  direct: 0 | 1,
  confidence: number,
]

export interface StoredReading {
  /** Start and length of each sentence, title first. */
  sentences: string
  mentions: string
  roles: string
  quotations: string
}

/** The names of a reading, without the rest. */
export type StoredNames = Omit<StoredReading, 'quotations'>

export function encodeReading({ sentences, mentions, roles, quotations }: Reading): StoredReading {
  return {
    sentences: JSON.stringify(sentences.flatMap(({ n, start, end }) => [n, start, end - start])),
    mentions: encodeMentions(mentions),
    roles: JSON.stringify(roles.map(encodeRole)),
    quotations: JSON.stringify(quotations.map(encodeQuotation)),
  }
}

/** Quotations are left out if not given. */
export function decodeReading(
  stored: StoredNames & { quotations?: string },
  texts: Texts,
): Reading {
  return unfoldReading(
    {
      sentences: JSON.parse(stored.sentences) as number[],
      mentions: JSON.parse(stored.mentions) as unknown[],
      roles: JSON.parse(stored.roles) as unknown[],
      quotations:
        stored.quotations === undefined ? [] : (JSON.parse(stored.quotations) as unknown[]),
    },
    texts,
  )
}

/** A stored reading that is already parsed, as part of a document. */
export interface ParsedReading {
  sentences: number[]
  mentions: unknown[]
  roles: unknown[]
  /** Missing in documents written by an earlier version. */
  quotations?: unknown[]
}

export function unfoldReading(parsed: ParsedReading, texts: Texts): Reading {
  return {
    sentences: toSentences(parsed.sentences),
    mentions: (parsed.mentions as StoredMention[]).map((mention) => decodeMention(mention, texts)),
    roles: (parsed.roles as StoredRole[]).map(decodeRole),
    quotations: ((parsed.quotations ?? []) as StoredQuotation[]).map(decodeQuotation),
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

/** Number, start and length of each sentence, in order. */
export type StoredSentences = readonly number[]

/** By sentence number. */
export const isOfTitle = (n: number) => n === 0

function toSentences(stored: StoredSentences): Sentence[] {
  const sentences: Sentence[] = []
  for (let i = 0; i < stored.length; i += 3) {
    const [n, start, length] = [stored[i]!, stored[i + 1]!, stored[i + 2]!]
    sentences.push({ n, field: isOfTitle(n) ? 'title' : 'body', start, end: start + length })
  }
  return sentences
}

/** An entity as one sentence names it. */
export interface NamedInSentence {
  kind: EntityKind
  /** Whether all its mentions there are: then the sentence ties it to nobody. */
  isAside: boolean
  /** Whether the archive alone linked all of them. */
  isInferred: boolean
}

/** The distinct entities of each sentence, in order; ties and counts are built from these. */
export function namesBySentence({
  mentions,
}: Pick<Reading, 'mentions'>): Map<number, Map<string, NamedInSentence>> {
  const names = new Map<number, Map<string, NamedInSentence>>()
  for (const { sentence, entity, kind, via, aside = false } of mentions) {
    if (sentence === null || entity === null || kind === 'place') continue
    let inSentence = names.get(sentence)
    if (!inSentence) names.set(sentence, (inSentence = new Map<string, NamedInSentence>()))
    const known = inSentence.get(entity)
    const isInferred = via === 'archive'
    if (known) {
      known.isAside &&= aside
      known.isInferred &&= isInferred
    } else inSentence.set(entity, { kind, isAside: aside, isInferred })
  }
  return names
}

/** The cities that are named, each with its sentences, straight from what is stored. */
export function sentencesByCity(stored: Pick<StoredReading, 'mentions'>): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>()
  // Most readings have none, and are not parsed.
  if (!stored.mentions.includes('"place-')) return found
  for (const [, , , sentence, kind, city] of JSON.parse(stored.mentions) as StoredMention[]) {
    if (sentence === null || city === null || KINDS[kind] !== 'place') continue
    const sentences = found.get(city)
    if (sentences) sentences.add(sentence)
    else found.set(city, new Set([sentence]))
  }
  return found
}

/** The `names` blob of a stored reading, encoded as in `ties.ts`. Copied only if not aligned. */
export function decodeNames(names: Uint8Array): Int32Array {
  const bytes = names.byteOffset % 4 === 0 ? names : names.slice()
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
}

/** The inverse of `namesBySentence`, read from the stored form without decoding it. */
export function sentencesByName(
  stored: Pick<StoredReading, 'mentions'>,
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

/** Quotations whose speaker is an entity, by index. */
export function speakersOf({
  mentions,
  quotations,
}: Pick<StoredReading, 'mentions' | 'quotations'>): {
  entity: string
  nth: number
  direct: boolean
  /** Whether the archive alone linked the speaker. */
  isInferred: boolean
}[] {
  if (quotations === '[]') return []
  const named = JSON.parse(mentions) as StoredMention[]
  return (JSON.parse(quotations) as StoredQuotation[]).flatMap(
    ([, , speaker, , , , direct], nth) => {
      const name = speaker === null ? undefined : named[speaker]
      const entity = name && KINDS[name[4]] !== 'place' ? name[5] : null
      if (!name || !entity) return []
      return [{ entity, nth, direct: direct === 1, isInferred: VIAS[name[7]] === 'archive' }]
    },
  )
}

export function sentenceCount(stored: Pick<StoredReading, 'sentences'>): number {
  return (JSON.parse(stored.sentences) as number[]).length / 3
}

function encodeMention(mention: Mention): StoredMention {
  const { title, why, aside } = mention
  const stored: StoredMention = [
    TEXT_PARTS.indexOf(mention.field),
    mention.start,
    mention.end - mention.start,
    mention.sentence,
    KINDS.indexOf(mention.kind),
    mention.city ?? mention.entity,
    mention.name === mention.surface ? 0 : mention.name,
    VIAS.indexOf(mention.via),
    mention.confidence,
  ]
  if (title !== undefined || why !== undefined || aside) stored.push(title ?? 0)
  if (why !== undefined || aside) stored.push(why ?? 0)
  if (aside) stored.push(1)
  return stored
}

function decodeMention(stored: StoredMention, texts: Texts): Mention {
  const [fieldCode, start, length, sentence, kind, entity, name, via, confidence, ...rest] = stored
  const [title, why, aside] = rest
  const field = TEXT_PARTS[fieldCode]!
  const surface = (texts[field] ?? '').slice(start, start + length)
  const isCity = KINDS[kind] === 'place' && entity !== null
  return {
    start,
    end: start + length,
    field,
    sentence,
    surface,
    kind: KINDS[kind]!,
    entity: isCity ? null : entity,
    ...(isCity && { city: entity }),
    name: name === 0 ? surface : name,
    via: VIAS[via]!,
    confidence,
    ...(title && { title }),
    ...(why !== undefined && why !== 0 && { why }),
    ...(aside && { aside: true }),
  }
}

function encodeRole(role: Role): StoredRole {
  const { person, of, title, sentence, pattern, confidence, former, since, until } = role
  const stored: StoredRole = [person, of, title, sentence, pattern, confidence, former ? 1 : 0]
  if (since !== null || until !== null) stored.push(since, until)
  return stored
}

function decodeRole(stored: StoredRole): Role {
  const [person, of, title, sentence, pattern, confidence, former, since, until] = stored
  return {
    ...{ person, of, title, sentence, pattern, confidence },
    former: former === 1,
    since: since ?? null,
    until: until ?? null,
  }
}

function encodeQuotation(quotation: Quotation): StoredQuotation {
  const { field, sentence, speaker, source, cue, content, direct, confidence } = quotation
  return [
    TEXT_PARTS.indexOf(field),
    sentence,
    speaker,
    source && flat([source]),
    flat([cue]),
    flat(content),
    direct ? 1 : 0,
    confidence,
  ]
}

function decodeQuotation(stored: StoredQuotation): Quotation {
  const [field, sentence, speaker, source, cue, content, direct, confidence] = stored
  return {
    field: field === 0 ? 'title' : 'body',
    sentence,
    speaker,
    source: source && spansOf(source)[0]!,
    cue: spansOf(cue)[0]!,
    content: spansOf(content),
    direct: direct === 1,
    confidence,
  }
}

const flat = (spans: TextSpan[]) => spans.flatMap(({ start, end }) => [start, end - start])

function spansOf(stored: number[]): TextSpan[] {
  const spans: TextSpan[] = []
  for (let i = 0; i < stored.length; i += 2) {
    spans.push({ start: stored[i]!, end: stored[i]! + stored[i + 1]! })
  }
  return spans
}
