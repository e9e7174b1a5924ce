import type { ExtractInput, Mention, Quotation, Reading, Role, Sentence } from '#core/article.ts'
import { entityId } from '#core/entity-id.ts'
import { MAX_MENTIONS, cutName } from '#core/limits.ts'
import { readDateline } from './text/dateline.ts'
import { type Document, readDocument } from './text/document.ts'
import { COUNTRIES } from './gazetteer/gazetteer.ts'
import { isEnglish } from './text/language.ts'
import type { NameModel } from './transformer/open-model.ts'
import type { Name } from './names/spans/name.ts'
import type { SpanSet } from './names/spans/span-set.ts'
import type { Segment } from './text/segment.ts'
import { findAsides } from './names/asides.ts'
import { readDocumentNames } from './names/read-document-names.ts'
import { readQuotations, type StatedQuotation } from './quotations/read-quotations.ts'
import { lonePersonTitle } from './roles/lone-person-title.ts'
import { readRoles } from './roles/read-roles.ts'
import type { StatedRole } from './roles/stated-role.ts'
import { readSentences as splitSentences } from './text/sentences.ts'
import { textsOf, wordsOf } from './text/segment.ts'
import { loadTagger, type TaggedName } from './tagger/tagger.ts'
import { readZones, type Zones } from './names/zones.ts'

export { EXTRACTOR_VERSION } from './version.ts'

const tagger = loadTagger()

/** Extracts sentences, names (people and organizations in English only), roles and quotations from an article. */
export function extract(input: ExtractInput): Reading {
  const text = readText(input)
  const { zones } = text
  return toReading(text, text.isEnglish ? tagger.tag(wordsOf(zones.tagged)) : [])
}

/** Like `extract`, with a model in place of the built-in tagger. */
export async function extractWith(model: NameModel, input: ExtractInput): Promise<Reading> {
  const text = readText(input)
  return toReading(text, await model.tag(textsOf(text.zones.tagged)))
}

interface ReadText {
  sentences: Sentence[]
  document: Document
  zones: Zones
  dateline: string | null
  isEnglish: boolean
}

function readText({ title, body, dateline }: ExtractInput): ReadText {
  const sentences = splitSentences(title, body)
  const document = readDocument(title, body, sentences)
  return {
    sentences,
    document,
    zones: readZones(document),
    dateline,
    isEnglish: isEnglish(document),
  }
}

function toReading(
  { sentences, document, zones, dateline, isEnglish }: ReadText,
  tagged: TaggedName[],
): Reading {
  const spans = readDocumentNames(document, zones, tagged)
  const segments = document.title ? [document.title, ...document.body] : document.body
  const names = firstNames(segments, spans)
  const isAside = findAsides(document, spans)
  const mentions = [
    ...names.map((name) => toMention(name, isAside(name))),
    ...readDateline(dateline ?? ''),
  ]
  const position = new Map(names.map((name, i) => [name, i]))
  const roles = segments
    .flatMap((segment) => readRoles(segment, spans))
    .filter(({ person, of }) => position.has(person) && position.has(of))
  const quotations = isEnglish ? readQuotations(document, spans) : []
  return {
    sentences,
    mentions,
    roles: roles.map((role) => toRole(role, position)),
    quotations: quotations.map((quotation) => toQuotation(quotation, position)),
  }
}

/** Names in text order, at most `MAX_MENTIONS`. */
function firstNames(segments: Segment[], spans: SpanSet<Name>): Name[] {
  const names: Name[] = []
  for (const segment of segments) {
    const room = MAX_MENTIONS - names.length
    if (room === 0) break
    names.push(...spans.names(segment).slice(0, room))
  }
  return names
}

/** The sentences alone, for an import without names. */
export function readSentences(title: string, body: string): Sentence[] {
  return splitSentences(title, body)
}

function toMention(name: Name, isAside: boolean): Mention {
  const { segment, from, to, kind, resolved, city, via, confidence } = name
  const start = segment.tokens[from]!.start
  const surface = cutName(segment.text.slice(start, segment.tokens[to - 1]!.end))
  const full = cutName(name.full)
  const entity = resolved && kind !== 'place' ? entityId(kind, full) : null
  const title = kind === 'person' && !resolved ? lonePersonTitle(segment, from) : null
  return {
    start,
    end: start + surface.length,
    field: segment.sentence.field,
    sentence: segment.sentence.n,
    surface,
    kind,
    entity,
    ...(city && { city }),
    name: kind === 'country' ? COUNTRIES.get(full)!.name : full,
    via,
    confidence,
    ...(title !== null && { title }),
    ...(isAside && { aside: true }),
  }
}

function toRole({ person, of, title, ...stated }: StatedRole, position: Map<Name, number>): Role {
  const { n } = person.segment.sentence
  const ends = { person: position.get(person)!, of: position.get(of)! }
  return { ...stated, ...ends, title: cutName(title), sentence: n }
}

function toQuotation(
  { segment, speaker, ...stated }: StatedQuotation,
  position: Map<Name, number>,
): Quotation {
  const { n, field } = segment.sentence
  return { field, sentence: n, speaker: speaker && (position.get(speaker) ?? null), ...stated }
}
