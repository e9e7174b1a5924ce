import type { EntityKind } from '#core/article.ts'
import { FIELD_OF_KIND } from '#core/fields.ts'
import type { Suggestion } from '#core/graph.ts'
import { fetchCounts, fetchSuggestions } from '../../api.ts'
import { entityHref, searchHref } from '../../router/route.ts'
import { formatNumber } from '../../ui/format.ts'
import { KIND_TITLES } from '../../ui/kinds.ts'
import { Resource } from '../../ui/resource.svelte.ts'
import { type Typed, fieldsBeginning, quotedValue, typedAt } from './completion.ts'
import { recentQueries } from './recent.ts'
import { EVERYTHING, searchFor } from '../search-state.ts'

/** A row under the search field. */
export interface Choice {
  /** The page that it opens; null if it is inserted into the field. */
  href: string | null
  insert?: { start: number; end: number; text: string }
  text: string
  kind: EntityKind | null
  /** Distinguishes namesakes. */
  fact: string
  /** Number of articles that name it, formatted; empty for a query. */
  count: string
}

export interface Group {
  title: string
  choices: Choice[]
}

const DEBOUNCE_MS = 80
const MAX_ENTITIES = 6
const MAX_RECENT = 3

/** Suggestions for the words typed so far: names of the archive and earlier queries. */
export class Suggestions {
  groups = $state.raw<Group[]>([])
  /** All rows in the order of the arrow keys. */
  choices = $derived(this.groups.flatMap(({ choices }) => choices))
  #found = new Resource<Suggestion[]>()
  #values = new Resource<Group[]>()
  #fields: Group[] = []
  #timer = 0

  /** `cursor` is an offset in the text. */
  ask(text: string, cursor: number): void {
    clearTimeout(this.#timer)
    const typed = typedAt(text, cursor)
    if (typed && typed.type !== 'field') {
      this.#timer = window.setTimeout(() => void this.#complete(typed), DEBOUNCE_MS)
      return
    }
    this.#fields = typed ? fieldGroup(typed) : []
    const words = text.trim()
    if (words === '') {
      this.#found.clear()
      this.groups = recentGroup('')
      return
    }
    this.#timer = window.setTimeout(() => void this.#run(words), DEBOUNCE_MS)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#found.cancel()
    this.#values.cancel()
    this.groups = []
  }

  async #run(words: string): Promise<void> {
    let isAnswered = false
    await this.#found.load(async (signal) => {
      const found = await fetchSuggestions(words, MAX_ENTITIES, signal)
      isAnswered = true
      return found
    })
    // Keep what is shown if this request failed or a later one superseded it.
    if (!isAnswered || this.#found.isLoading) return
    this.groups = [...byKind(this.#found.data ?? []), ...this.#fields, ...recentGroup(words)]
  }

  /** Completes values of the field before the cursor. */
  async #complete(typed: Exclude<Typed, { type: 'field' }>): Promise<void> {
    this.#found.cancel()
    await this.#values.load((signal) => findValues(typed, signal))
    if (!this.#values.isLoading) this.groups = this.#values.data ?? []
  }
}

async function findValues(
  typed: Exclude<Typed, { type: 'field' }>,
  signal: AbortSignal,
): Promise<Group[]> {
  const { start, end, field, beginning } = typed
  const toInsert = (value: string) => ({ start, end, text: `${quotedValue(value)} ` })
  const toGroup = (choices: Choice[]) =>
    choices.length > 0 ? [{ title: `${field}:`, choices }] : []
  if (typed.type === 'name') {
    if (beginning === '') return []
    const found = await fetchSuggestions(beginning, 3 * MAX_ENTITIES, signal)
    const meant = found.filter(({ kind }) => field === 'entity' || FIELD_OF_KIND[kind] === field)
    const toValue = (row: Suggestion) => ({
      ...toChoice(row),
      href: null,
      insert: toInsert(field === 'entity' ? row.id : row.name),
    })
    return toGroup(meant.slice(0, MAX_ENTITIES).map(toValue))
  }
  const query = { facets: [typed.field], facetSize: MAX_ENTITIES, facetQ: beginning }
  const { facets } = await fetchCounts(EVERYTHING, query, signal)
  return toGroup(
    (facets?.[0]?.values ?? []).map(({ value, name, count }) => ({
      ...{ href: null, text: name, kind: null, fact: '' },
      insert: toInsert(value),
      count: formatNumber(count),
    })),
  )
}

function fieldGroup({ start, end, beginning }: Extract<Typed, { type: 'field' }>): Group[] {
  const choices = fieldsBeginning(beginning).map(({ name, means }) => ({
    ...{ href: null, text: `${name}:`, kind: null, fact: means, count: '' },
    insert: { start, end, text: `${name}:` },
  }))
  return choices.length > 0 ? [{ title: 'Search in', choices }] : []
}

function byKind(found: Suggestion[]): Group[] {
  const kinds = [...new Set(found.map(({ kind }) => kind))]
  return kinds.map((kind) => ({
    title: KIND_TITLES[kind],
    choices: found.filter((suggestion) => suggestion.kind === kind).map(toChoice),
  }))
}

function toChoice({ id, kind, name, matched, fact, articles }: Suggestion): Choice {
  const written = matched.toLowerCase() === name.toLowerCase() ? '' : `written ${matched}`
  return {
    href: entityHref(id),
    text: name,
    kind,
    fact: fact ?? written,
    count: formatNumber(articles),
  }
}

function recentGroup(words: string): Group[] {
  const start = words.toLowerCase()
  const choices = recentQueries()
    .filter((q) => q !== words && q.toLowerCase().includes(start))
    .slice(0, words === '' ? 2 * MAX_RECENT : MAX_RECENT)
    .map((q) => ({ href: searchHref(searchFor({ q })), text: q, kind: null, fact: '', count: '' }))
  return choices.length > 0 ? [{ title: 'Searched before', choices }] : []
}
