import type { EntityKind, Mention, Reading } from '#core/article.ts'
import { compareText } from '#core/text/compare-text.ts'
import { entityId } from '#core/entity-id.ts'
import { singleSpaced } from '#core/text.ts'
import { extract } from '#extract/extract.ts'
import { readReuters } from '../reuters.ts'
import type { Context, Counted, Form, FormRole } from '#core/identity/types.ts'

/** An article with what its text alone says. */
export interface ReadArticle {
  id: string
  day: number | null
  source: string
  reading: Reading
}

/** Reads the Reuters stories with their extraction, in order of their ids. */
export function readStories(shared: string): ReadArticle[] {
  const stories = readReuters(shared).sort((a, b) => compareText(a.id, b.id))
  return stories.map((story) => ({
    id: story.id,
    day: toDay(story.publishedAt ?? null),
    source: 'Reuters',
    reading: extract(story),
  }))
}

function toDay(published: string | null): number | null {
  return published === null ? null : Math.floor(Date.parse(published) / 86_400_000)
}

/** The forms of an archive with their contexts. */
export interface Forms {
  forms: Form[]
  contextOf: (id: string) => Context
}

interface Draft {
  id: string
  kind: EntityKind
  names: Map<string, number>
  variants: Map<string, number>
  /** Positions in the list of articles, ascending. */
  articles: number[]
}

export function collectForms(articles: ReadArticle[]): Forms {
  const drafts = new Map<string, Draft>()
  const idsOf = articles.map(({ reading }, at) => {
    const ids = new Set<string>()
    for (const mention of reading.mentions) if (mention.entity) ids.add(mention.entity)
    for (const id of ids) addArticle(drafts, id, kindOf(id), at)
    for (const mention of reading.mentions) if (mention.entity) countName(drafts, mention)
    return [...ids]
  })
  const forms = [...drafts.values()].map(toForm).sort((a, b) => compareText(a.id, b.id))
  const contexts = new Map<string, Context>()
  return {
    forms,
    contextOf(id) {
      const known = contexts.get(id)
      if (known) return known
      const context = toContext(drafts.get(id)!, articles, idsOf)
      contexts.set(id, context)
      return context
    },
  }
}

const kindOf = (id: string): EntityKind =>
  id.startsWith('person-') ? 'person' : id.startsWith('org-') ? 'organization' : 'country'

function addArticle(drafts: Map<string, Draft>, id: string, kind: EntityKind, at: number): void {
  const draft: Draft = drafts.get(id) ?? {
    id,
    kind,
    names: new Map(),
    variants: new Map(),
    articles: [],
  }
  draft.articles.push(at)
  drafts.set(id, draft)
}

function countName(drafts: Map<string, Draft>, { entity, surface, name, field }: Mention): void {
  const draft = drafts.get(entity!)!
  const written = singleSpaced(surface)
  if (field !== 'title') draft.variants.set(written, (draft.variants.get(written) ?? 0) + 1)
  draft.names.set(name, (draft.names.get(name) ?? 0) + 1)
}

function toForm({ id, kind, names, variants, articles }: Draft): Form {
  const [name] = [...names].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))[0]!
  return {
    id,
    kind,
    name: singleSpaced(name),
    variants: counted(variants),
    articles: articles.length,
  }
}

function toContext(
  { id, articles: at }: Draft,
  articles: ReadArticle[],
  idsOf: string[][],
): Context {
  const around = new Map<string, number>()
  for (const i of at) {
    for (const other of idsOf[i]!) if (other !== id) around.set(other, (around.get(other) ?? 0) + 1)
  }
  const partners = counted(around)
  const ofKind = (kind: EntityKind) =>
    partners.filter(({ value }) => kindOf(value) === kind).slice(0, 100)
  const days = at.flatMap((i): number[] => (articles[i]!.day === null ? [] : [articles[i]!.day]))
  return {
    articles: at,
    first: days.length > 0 ? Math.min(...days) : null,
    last: days.length > 0 ? Math.max(...days) : null,
    roles: rolesOf(id, at, articles),
    countries: ofKind('country'),
    bodies: ofKind('organization'),
    people: ofKind('person'),
  }
}

export function rolesOf(id: string, at: number[], articles: ReadArticle[]): FormRole[] {
  const roles = new Map<string, FormRole>()
  for (const i of at) {
    const { reading, day } = articles[i]!
    for (const { person, of, title, former } of reading.roles) {
      const holder = reading.mentions[person]?.entity
      const body = reading.mentions[of]?.entity
      if (holder !== id || !body || former) continue
      const role = roles.get(`${title}\n${body}`) ?? {
        title,
        of: body,
        articles: 0,
        first: day,
        last: day,
      }
      roles.set(`${title}\n${body}`, {
        ...role,
        articles: role.articles + 1,
        first: least(role.first, day),
        last: most(role.last, day),
      })
    }
  }
  return [...roles.values()]
}

const least = (a: number | null, b: number | null) =>
  a === null || b === null ? (a ?? b) : Math.min(a, b)
const most = (a: number | null, b: number | null) =>
  a === null || b === null ? (a ?? b) : Math.max(a, b)

function counted(counts: Map<string, number>): Counted[] {
  return [...counts]
    .map(([value, articles]) => ({ value, articles }))
    .sort((a, b) => b.articles - a.articles || compareText(a.value, b.value))
}

/** A form without context, for lists of spellings. */
export function bareForm(kind: EntityKind, name: string): Form {
  return {
    id: entityId(kind, name),
    kind,
    name,
    variants: [{ value: name, articles: 1 }],
    articles: 1,
  }
}
