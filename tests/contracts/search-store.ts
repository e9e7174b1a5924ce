import { describe } from 'vitest'
import type { SearchStore } from '#core/search.ts'
import type { Story } from '#tests/builders.ts'
import { testArticlesAndStatus } from './search-articles.ts'
import { testSearchCancellation } from './search-cancellation.ts'
import { testCounts } from './search-counts.ts'
import { testEvidence } from './search-evidence.ts'
import { testFilters } from './search-filters.ts'
import { testFragments } from './search-fragments.ts'
import { testNetwork } from './search-network.ts'
import { testNumbers } from './search-numbers.ts'
import { testOrders } from './search-orders.ts'
import { testQuotes } from './search-quotes.ts'
import { testSearchTies } from './search-ties.ts'
import { testStated } from './search-stated.ts'
import { testStories } from './search-stories.ts'
import { testSpellings } from './search-spellings.ts'
import { testWords } from './search-words.ts'

/** Opens a store that holds exactly these articles. */
export type OpenSearchStore = (articles: Story[]) => Promise<SearchStore>

/** What every search store promises. */
export function testSearchStore(open: OpenSearchStore) {
  describe('search store contract', () => {
    describe('words', () => testWords(open))
    describe('spellings', () => testSpellings(open))
    describe('filters', () => testFilters(open))
    describe('orders and pages', () => testOrders(open))
    describe('facets and dates', () => testCounts(open))
    describe('fragments of hits', () => testFragments(open))
    describe('evidence', () => testEvidence(open))
    describe('quotations', () => testQuotes(open))
    describe('networks', () => testNetwork(open))
    describe('numbers', () => testNumbers(open))
    describe('ties of an entity', () => testSearchTies(open))
    describe('names that the archive linked', () => testStated(open))
    describe('stories', () => testStories(open))
    describe('cancellation', () => testSearchCancellation(open))
    describe('articles and status', () => testArticlesAndStatus(open))
  })
}
