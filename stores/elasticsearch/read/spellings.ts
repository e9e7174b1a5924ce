import type { estypes } from '@elastic/elasticsearch'
import type { Spelling } from '#core/search.ts'
import { TEXT_FIELDS } from '#core/fields.ts'
import { nearestWords, rankSpellings } from '../../shared/spelling-ranking.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import { ENGINE_FIELDS } from '../mapping.ts'
import { search } from './paging.ts'

/** Candidates counted for one word. */
const COUNTED = 16

interface Aggregations {
  counts: { buckets: { doc_count: number }[] }
}

/** Finds indexed words spelled like the typed ones, with their number of articles. */
export function createSpellings(connection: Connection, { articles: index }: Names) {
  async function near(words: string[], signal?: AbortSignal): Promise<string[][]> {
    const suggest = Object.fromEntries(
      words.flatMap((text, i) => TEXT_FIELDS.map((field) => [`${i} ${field}`, like(text, field)])),
    )
    const response = await search(
      connection,
      { index, size: 0, track_total_hits: false, suggest },
      signal,
    )
    const optionsOf = (name: string) =>
      (response.suggest?.[name] ?? []).flatMap(
        ({ options }) => options as estypes.SearchTermSuggestOption[],
      )
    return words.map((typed, i) => {
      const found = TEXT_FIELDS.flatMap((field) => optionsOf(`${i} ${field}`))
      return nearestWords(
        typed,
        found.map(({ text }) => text),
        COUNTED,
      )
    })
  }

  return async (words: string[], signal?: AbortSignal): Promise<Spelling[][]> => {
    if (words.length === 0) return []
    const candidates = await near(words, signal)
    const filters = candidates.flat().map((word) => ({
      bool: {
        should: TEXT_FIELDS.map((field) => ({ term: { [ENGINE_FIELDS[field]]: word } })),
        minimum_should_match: 1,
      },
    }))
    if (filters.length === 0) return candidates.map(() => [])
    const aggs = { counts: { filters: { filters } } }
    const request = { index, size: 0, track_total_hits: false, aggs }
    const { aggregations } = await search<never, Aggregations>(connection, request, signal)
    const counts = aggregations!.counts.buckets.map(({ doc_count }) => doc_count)
    return candidates.map((some, i) =>
      rankSpellings(
        words[i]!,
        some.map((word) => ({ word, articles: counts.shift()! })),
      ),
    )
  }
}

const like = (text: string, field: (typeof TEXT_FIELDS)[number]): estypes.SearchFieldSuggester => ({
  text,
  term: {
    field: ENGINE_FIELDS[field],
    analyzer: 'dateline_written',
    suggest_mode: 'always',
    max_edits: 2,
    prefix_length: 1,
    min_word_length: 4,
    size: 2 * COUNTED,
    shard_size: 100,
    string_distance: 'damerau_levenshtein',
  },
})
