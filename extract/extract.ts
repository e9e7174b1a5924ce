import type { ExtractInput, Mention, Reading, Role, Sentence } from '#core/article.ts'
import { entityId } from '#core/entity-id.ts'
import { readDateline } from './dateline.ts'
import { type Document, readDocument } from './document.ts'
import { COUNTRIES } from './gazetteer.ts'
import { isEnglish } from './language.ts'
import type { NameModel } from './model/open-model.ts'
import type { Name } from './name.ts'
import { readDocumentNames } from './read-document-names.ts'
import { readRoles } from './roles.ts'
import type { StatedRole } from './stated-role.ts'
import { readSentences as splitSentences } from './sentences.ts'
import { textsOf, wordsOf } from './tagged-names.ts'
import { loadTagger, type TaggedName } from './tagger/tagger.ts'
import { readZones, type Zones } from './zones.ts'

export { EXTRACTOR_VERSION } from './version.ts'

const tagger = loadTagger()

/** What an article's text says: its sentences, the names in them (the tagger knows English alone) and the roles that they state. */
export function extract(input: ExtractInput): Reading {
  const text = readText(input)
  const { document, zones } = text
  return toReading(text, isEnglish(document) ? tagger.tag(wordsOf(zones.tagged)) : [])
}

/** The same by the names of a model in place of the tagger's. */
export async function extractWith(model: NameModel, input: ExtractInput): Promise<Reading> {
  const text = readText(input)
  return toReading(text, await model.tag(textsOf(text.zones.tagged)))
}

interface ReadText {
  sentences: Sentence[]
  document: Document
  zones: Zones
  dateline: string | null
}

function readText({ title, body, dateline }: ExtractInput): ReadText {
  const sentences = splitSentences(title, body)
  const document = readDocument(title, body, sentences)
  return { sentences, document, zones: readZones(document), dateline }
}

function toReading(
  { sentences, document, zones, dateline }: ReadText,
  found: TaggedName[],
): Reading {
  const cover = readDocumentNames(document, zones, found)
  const segments = document.title ? [document.title, ...document.body] : document.body
  const names = segments.flatMap((segment) => cover.names(segment))
  const mentions = [...names.map(toMention), ...readDateline(dateline ?? '')]
  const roles = segments.flatMap((segment) => readRoles(segment, cover))
  const position = new Map(names.map((name, i) => [name, i]))
  return { sentences, mentions, roles: roles.map((role) => toRole(role, position)) }
}

/** The sentences alone, for an import without names. */
export function readSentences(title: string, body: string): Sentence[] {
  return splitSentences(title, body)
}

function toMention(name: Name): Mention {
  const { segment, from, to, kind, full, resolved, via, confidence } = name
  const start = segment.tokens[from]!.start
  const end = segment.tokens[to - 1]!.end
  const entity = resolved && kind !== 'place' ? entityId(kind, full) : null
  return {
    start,
    end,
    field: segment.sentence.field,
    sentence: segment.sentence.n,
    surface: segment.text.slice(start, end),
    kind,
    entity,
    name: kind === 'country' ? COUNTRIES.get(full)!.name : full,
    via,
    confidence,
  }
}

function toRole({ person, of, ...stated }: StatedRole, position: Map<Name, number>): Role {
  const { n } = person.segment.sentence
  return { ...stated, person: position.get(person)!, of: position.get(of)!, sentence: n }
}
