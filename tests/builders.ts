import type {
  Article,
  EntityKind,
  TextPart,
  Mention,
  MentionKind,
  Quotation,
  Reading,
  Role,
  Sentence,
} from '#core/article.ts'

/** An article with its reading. */
export interface Story {
  article: Article
  reading: Reading
  /** Id of another article of the same story, if its text does not show it. */
  copyOf?: string
}

/** A role by the ids of entities named in one sentence. */
export interface RoleByIds {
  sentence: number
  person: string
  of: string
  title: string
  former?: boolean
  since?: string
  until?: string
}

/** Texts with marked names: each line of the body is a sentence, `[Lavrov](person-sergei-lavrov)` is a name. */
export interface MarkedTexts {
  title?: string
  body?: string
  dateline?: string | null
}

/**
 * Name and id of an entity or a city, or only a kind for a name without either: `[Baku](place)`,
 * `[Patel](person)`. A star marks a name mentioned only aside, a question mark one that the archive linked:
 * `[Reuters](org-reuters*)`, `[Quist](person-omar-quist?)`.
 */
const MARK =
  /\[([^\]]+)\]\(((?:person|org|country|place)-[\w-]+|person|organization|place)(\*?)(\??)\)/g

const KIND_BY_PREFIX: Record<string, EntityKind> = {
  person: 'person',
  org: 'organization',
  country: 'country',
}

/** A valid article; texts are not normalized. */
export function article(fields: Partial<Article> = {}): Article {
  return {
    id: 'an-article',
    title: 'A title',
    body: 'A sentence.',
    dateline: null,
    place: null,
    byline: null,
    tail: null,
    publishedAt: '2023-06-22T10:00:00Z',
    publishedText: null,
    source: 'courier',
    authors: [],
    url: null,
    language: 'en',
    metadata: {},
    ...fields,
  }
}

/** Builds an article and its reading from texts with marked names. */
export function story({
  roles = [],
  quotations = [],
  ...fields
}: Partial<Article> & { roles?: RoleByIds[]; quotations?: QuotationByWords[] } = {}): Story {
  const marked = article(fields)
  const { title, body, dateline } = marked
  return {
    article: {
      ...marked,
      title: withoutMarks(title),
      body: withoutMarks(body),
      dateline: dateline === null ? null : withoutMarks(dateline),
    },
    reading: reading({ title, body, dateline }, roles, quotations),
  }
}

/** The marked names; offsets point into the texts without the marks. */
export function reading(
  { title = '', body = '', dateline = null }: MarkedTexts,
  roles: RoleByIds[] = [],
  quotations: QuotationByWords[] = [],
): Reading {
  const sentences = [
    ...toSentences('title', withoutMarks(title)),
    ...toSentences('body', withoutMarks(body)),
  ]
  const names = [
    ...namesIn('title', title),
    ...namesIn('dateline', dateline ?? ''),
    ...namesIn('body', body),
  ]
  const mentions = names.map((name) => toMention(name, names, sentences))
  return {
    sentences,
    mentions,
    roles: roles.map((role) => toRole(role, mentions)),
    quotations: quotations.map((each) =>
      toQuotation(each, withoutMarks(body), mentions, sentences),
    ),
  }
}

/** A quotation by its words, each of which must occur once in the body. */
export interface QuotationByWords {
  /** An entity that the body names. */
  speaker: string | null
  source: string
  cue: string
  content: string
}

function toQuotation(
  { speaker, source, cue, content }: QuotationByWords,
  body: string,
  mentions: Mention[],
  sentences: Sentence[],
): Quotation {
  const spanOf = (words: string) => {
    const start = body.indexOf(words)
    return { start, end: start + words.length }
  }
  const at = spanOf(cue)
  const named = mentions.findIndex(({ entity, field }) => entity === speaker && field === 'body')
  const said = sentences.find(
    (each) => each.field === 'body' && each.start <= at.start && at.end <= each.end,
  )
  return {
    field: 'body',
    sentence: said!.n,
    speaker: speaker === null ? null : named,
    source: spanOf(source),
    cue: at,
    content: [spanOf(content)],
    direct: content.includes('"'),
    confidence: 0.9,
  }
}

interface MarkedName {
  field: TextPart
  start: number
  surface: string
  entity: string | null
  city?: string
  kind: MentionKind
  isAside: boolean
  isInferred: boolean
}

const withoutMarks = (marked: string) => marked.replace(MARK, '$1')

function toSentences(field: 'title' | 'body', text: string): Sentence[] {
  const lines = [...text.matchAll(field === 'title' ? /.+/gs : /.+/g)]
  return lines.map(({ 0: line, index }, i) => ({
    n: field === 'title' ? 0 : i + 1,
    field,
    start: index,
    end: index + line.length,
  }))
}

function namesIn(field: TextPart, marked: string): MarkedName[] {
  return [...marked.matchAll(MARK)].map(({ 1: surface, 2: target, 3: star, 4: doubt, index }) => {
    const [prefix] = target!.split('-')
    const kind = KIND_BY_PREFIX[prefix!] ?? (prefix as MentionKind)
    const id = target!.includes('-') ? target! : null
    const entity = kind === 'place' ? null : id
    const city = kind === 'place' && id !== null && { city: id }
    const start = withoutMarks(marked.slice(0, index)).length
    const marks = { isAside: star === '*', isInferred: doubt === '?' }
    return { field, start, surface: surface!, entity, ...city, kind, ...marks }
  })
}

/** A name refers to the first name of the same entity in the article. */
function toMention(name: MarkedName, names: MarkedName[], sentences: Sentence[]): Mention {
  const { field, start, surface, entity, city, kind, isAside, isInferred } = name
  const end = start + surface.length
  const sentence = sentences.find((s) => s.field === field && s.start <= start && end <= s.end)
  const first = names.find((other) => entity !== null && other.entity === entity)
  return {
    start,
    end,
    field,
    sentence: sentence?.n ?? null,
    surface,
    kind,
    entity,
    ...(city !== undefined && { city }),
    name: (first ?? name).surface,
    via: isInferred ? 'archive' : 'rule',
    confidence: 1,
    ...(isAside && { aside: true }),
  }
}

/** Cities named in a sentence; one in the dateline does not count. */
export function citiesIn({ mentions }: Pick<Reading, 'mentions'>): string[] {
  const cities = mentions.flatMap(({ city, sentence }) =>
    city !== undefined && sentence !== null ? [city] : [],
  )
  return [...new Set(cities)]
}

function toRole(stated: RoleByIds, mentions: Mention[]): Role {
  const { sentence, title, former = false, since = null, until = null } = stated
  const position = (entity: string) => {
    const at = mentions.findIndex((m) => m.sentence === sentence && m.entity === entity)
    if (at < 0) throw new Error(`sentence ${sentence} does not name ${entity}`)
    return at
  }
  const [person, of] = [position(stated.person), position(stated.of)]
  return { person, of, title, sentence, pattern: 'stated', confidence: 1, former, since, until }
}
