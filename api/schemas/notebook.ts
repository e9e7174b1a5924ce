import { z } from '@hono/zod-openapi'
import type {
  Collection as CoreCollection,
  SavedSearch as CoreSavedSearch,
} from '#core/notebook.ts'
import { HitPage } from './hit.ts'
import { Count } from './page.ts'

const MAX_ITEMS = 2000
const Text = (max: number) => z.string().max(max, `must have at most ${max} characters`)
const ItemId = Text(2000).min(1, 'must not be empty')
const kept = {
  note: Text(10_000).default(''),
  version: Count.default(0).openapi({
    description: 'The state of the archive in which it was seen',
  }),
}

const CollectionItem = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('article'), article: ItemId, ...kept }),
    z.strictObject({ kind: z.literal('sentence'), article: ItemId, sentence: Count, ...kept }),
    z.strictObject({ kind: z.literal('entity'), entity: ItemId, ...kept }),
    z.strictObject({ kind: z.literal('tie'), a: ItemId, b: ItemId, ...kept }),
    z.strictObject({ kind: z.literal('search'), search: Text(4096), ...kept }),
  ])
  .openapi('CollectionItem', {
    example: {
      kind: 'sentence',
      article: 'caspian-post-1042',
      sentence: 3,
      note: '',
      version: 4711,
    },
  })

export const CollectionInput = z
  .strictObject({
    title: Text(500).min(1, 'must not be empty'),
    note: Text(100_000).default(''),
    items: z
      .array(CollectionItem)
      .max(MAX_ITEMS, `must hold at most ${MAX_ITEMS} items`)
      .default([]),
  })
  .openapi('CollectionInput', { example: { title: 'The grid', note: '', items: [] } })

const Times = { created: z.string(), changed: z.string() }

export const Collection = z
  .object({
    id: z.string(),
    title: z.string(),
    note: z.string(),
    items: z.array(CollectionItem),
    ...Times,
  })
  .openapi('Collection', {
    example: {
      id: 'the-grid',
      title: 'The grid',
      note: '',
      items: [],
      created: '2026-11-29T10:00:00.000Z',
      changed: '2026-11-29T10:00:00.000Z',
    },
  }) satisfies z.ZodType<CoreCollection>

export const Collections = z.object({ items: z.array(Collection) }).openapi('Collections')

export const SavedSearchInput = z
  .strictObject({
    name: Text(500).min(1, 'must not be empty'),
    note: Text(100_000).default(''),
    search: Text(4096).openapi({ description: 'The parameters of a search, as in an address' }),
  })
  .openapi('SavedSearchInput', {
    example: { name: 'The grid', search: 'q=grid&country=country-az' },
  })

export const SavedSearch = z
  .object({
    id: z.string(),
    name: z.string(),
    note: z.string(),
    search: z.string(),
    created: z.string(),
    seen: z.string().openapi({ description: 'When its new articles were last looked at' }),
  })
  .openapi('SavedSearch', {
    example: {
      id: 'the-grid',
      name: 'The grid',
      note: '',
      search: 'q=grid',
      created: '2026-11-29T10:00:00.000Z',
      seen: '2026-11-29T10:00:00.000Z',
    },
  }) satisfies z.ZodType<CoreSavedSearch>

export const SavedSearches = z.object({ items: z.array(SavedSearch) }).openapi('SavedSearches')

export const NewHits = HitPage.extend({
  seen: z.string().openapi({ description: 'Since when they came in' }),
}).openapi('NewHits')

export const Deleted = z
  .object({ deleted: z.boolean() })
  .openapi('Deleted', { example: { deleted: true } })
