import type { EntityKind } from '#core/article.ts'
import type { Suggestion } from '#core/graph.ts'
import { fetchSuggestions } from '../api.ts'
import { entityHref, searchHref } from '../router/route.ts'
import { formatNumber } from '../ui/format.ts'
import { KIND_TITLES } from '../ui/kinds.ts'
import { Resource } from '../ui/resource.svelte.ts'
import { recentQueries } from './recent.ts'
import { searchFor } from './search-state.ts'

/** A row under the search field. */
export interface Choice {
  href: string
  text: string
  kind: EntityKind | null
  /** Tells namesakes apart. */
  fact: string
  /** Articles that name it, formatted; empty for a query. */
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
  #timer = 0

  ask(text: string): void {
    clearTimeout(this.#timer)
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
    this.groups = [...byKind(this.#found.data ?? []), ...recentGroup(words)]
  }
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
