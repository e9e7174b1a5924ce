import type { DatabaseSync } from 'node:sqlite'
import type { EntityKind } from '#core/article.ts'
import { compareText } from '#core/text/compare-text.ts'
import type { Context, ContextOf, Counted, Form, FormRole } from '#core/identity/types.ts'
import { dayOf } from '#core/graph/period.ts'
import { decodeHeard, type Heard, type HeardRole } from './heard.ts'
import { kindOfId } from './kind-of-id.ts'

/** A form with all its articles. */
export interface CorpusForm extends Form {
  /** Rows of articles, ascending. */
  rows: number[]
}

/** A lone name in one article. */
export interface LoneUse {
  article: number
  text: string
  title: string | null
}

/** The forms of an article by their ids, each once, and its roles by the positions of two of them. */
export interface NamedForms {
  forms: string[]
  roles: HeardRole[]
}

/** What every article says by itself, in memory for one round of the registry. */
export interface Corpus {
  forms: Map<string, CorpusForm>
  lone: LoneUse[]
  contextOf: ContextOf
  /** The context of a set of articles, without the given forms. */
  around(rows: readonly number[], without: ReadonlySet<string>): Omit<Context, 'articles'>
  namedIn(row: number): NamedForms
  /** Days since 1970; null without a date. */
  day(row: number): number | null
  source(row: number): string
  section(row: number): string | null
  /** Position of an article among all in the order of their ids, which the order of import does not change. */
  rank(row: number): number
  rowAt(rank: number): number
  /** How few articles name a form: from 0 (all of them) to 1. */
  telling: (form: string) => number
}

const ARTICLES = `
  select row, id, published_at as publishedAt, source, forms from heard join article on row = article order by row`
const MOST_PARTNERS = 100
const MS_OF_DAY = 86_400_000

interface HeardRow {
  row: number
  id: string
  publishedAt: string | null
  source: string
  forms: string
}

interface CorpusArticle extends NamedForms {
  id: string
  day: number | null
  source: string
}

interface Gathered {
  names: Map<string, number>
  variants: Map<string, number>
  rows: number[]
}

/** Loads what every article says; `db` may be any connection. */
export function loadCorpus(db: DatabaseSync): Corpus {
  const gathered = new Map<string, Gathered>()
  const articles = new Map<number, CorpusArticle>()
  const shared = createShared()
  const lone: LoneUse[] = []
  let sections: Map<number, string> | null = null
  for (const row of db.prepare(ARTICLES).iterate()) {
    const { row: article, id, publishedAt, source, forms } = row as unknown as HeardRow
    const heard = decodeHeard(forms)
    const day = toDay(publishedAt)
    articles.set(article, { id, day, source: shared(source), ...toNamed(heard, shared) })
    for (const form of heard.forms) gather(gathered, article, form)
    for (const [text, title] of heard.lone) {
      lone.push({ article, text: shared(text), title: shared(title) || null })
    }
  }
  const forms = new Map([...gathered].map(([id, found]) => [id, toForm(id, found)]))

  const ordered = [...articles.keys()].sort((x, y) =>
    compareText(articles.get(x)!.id, articles.get(y)!.id),
  )
  const ranks = new Map(ordered.map((row, i) => [row, i]))
  const rank = (row: number) => ranks.get(row)!

  function around(rows: readonly number[], without: ReadonlySet<string>) {
    const partners = new Map<string, number>()
    const roles = new Map<string, FormRole>()
    let first: number | null = null
    let last: number | null = null
    for (const row of rows) {
      const { forms: named, roles: stated, day } = articles.get(row)!
      if (day !== null) {
        first = Math.min(first ?? day, day)
        last = Math.max(last ?? day, day)
      }
      for (const id of named) {
        if (!without.has(id)) partners.set(id, (partners.get(id) ?? 0) + 1)
      }
      addRoles(roles, { forms: named, roles: stated }, without, day)
    }
    const counts = toCounted(partners)
    const ofKind = (kind: EntityKind) =>
      counts.filter(({ value }) => kindOfId(value) === kind).slice(0, MOST_PARTNERS)
    return {
      first,
      last,
      roles: [...roles.values()],
      countries: ofKind('country'),
      bodies: ofKind('organization'),
      people: ofKind('person'),
    }
  }

  return {
    forms,
    lone,
    contextOf(form) {
      const rows = forms.get(form)?.rows ?? []
      const articles = rows.map(rank).sort((x, y) => x - y)
      return { articles, ...around(rows, new Set([form])) }
    },
    around,
    rank,
    rowAt: (at) => ordered[at]!,
    telling: (form) =>
      1 - Math.log(1 + (forms.get(form)?.articles ?? 0)) / Math.log(1 + articles.size),
    namedIn: (row) => articles.get(row)!,
    day: (row) => articles.get(row)?.day ?? null,
    source: (row) => articles.get(row)!.source,
    section: (row) => (sections ??= readSections(db)).get(row) ?? null,
  }
}

/** Sections under any of the keys that records use. */
function readSections(db: DatabaseSync): Map<number, string> {
  const rows = db
    .prepare(
      `select row, coalesce(metadata ->> '$.section', metadata ->> '$.category', metadata ->> '$.topic') as section
       from article_text where section is not null`,
    )
    .all()
  return new Map((rows as { row: number; section: string }[]).map((r) => [r.row, r.section]))
}

/** Returns one string for equal ones: each article's JSON brings its own, too many for a large archive. */
function createShared(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const found = known.get(text)
    if (found === undefined) known.set(text, text)
    return found ?? text
  }
}

const NO_ROLES: HeardRole[] = []

function toNamed({ forms, roles }: Heard, shared: (text: string) => string): NamedForms {
  return {
    forms: forms.map(([id]) => shared(id)),
    roles:
      roles.length === 0
        ? NO_ROLES
        : roles.map(([person, of, title]): HeardRole => [person, of, shared(title)]),
  }
}

function toDay(publishedAt: string | null): number | null {
  return publishedAt === null ? null : Math.floor(Date.parse(dayOf(publishedAt)) / MS_OF_DAY)
}

function gather(
  forms: Map<string, Gathered>,
  article: number,
  [id, name, ...others]: Heard['forms'][number],
): void {
  let form = forms.get(id)
  if (!form) forms.set(id, (form = { names: new Map(), variants: new Map(), rows: [] }))
  form.rows.push(article)
  add(form.names, name)
  add(form.variants, name)
  for (const other of others) add(form.variants, other)
}

function toForm(id: string, { names, variants, rows }: Gathered): CorpusForm {
  return {
    id,
    kind: kindOfId(id),
    name: toCounted(names)[0]!.value,
    variants: toCounted(variants),
    articles: rows.length,
    rows,
  }
}

/** Adds the roles that an article states for one of the forms. */
function addRoles(
  roles: Map<string, FormRole>,
  { forms, roles: all }: NamedForms,
  of: ReadonlySet<string>,
  day: number | null,
): void {
  const stated = new Set<string>()
  for (const [person, owner, title] of all) {
    const at = forms[owner]!
    const key = `${title} ${at}`
    if (!of.has(forms[person]!) || stated.has(key)) continue
    stated.add(key)
    const known = roles.get(key)
    const dated = { first: day, last: day }
    if (!known) roles.set(key, { title, of: at, articles: 1, ...dated })
    else {
      known.articles++
      if (day === null) continue
      known.first = Math.min(known.first ?? day, day)
      known.last = Math.max(known.last ?? day, day)
    }
  }
}

function add(counts: Map<string, number>, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1)
}

/** Sorts by count, then text, so that the order of articles does not matter. */
function toCounted(counts: Map<string, number>): Counted[] {
  return Array.from(counts, ([value, articles]) => ({ value, articles })).sort(
    (x, y) => y.articles - x.articles || compareText(x.value, y.value),
  )
}
