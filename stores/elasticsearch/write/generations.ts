import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { estypes } from '@elastic/elasticsearch'
import { OutdatedError, UserError } from '#core/errors.ts'
import type { Connection } from '../connection.ts'
import { EngineFailure, foreignIndex, orNull } from '../failure.ts'
import { type Generation, type Names, generationOf, writeAlias } from '../index-names.ts'
import {
  ARTICLE_MAPPING,
  ENTITY_MAPPING,
  type IndexLayout,
  MAPPING_VERSION,
  type Meta,
  articleSettings,
  metaOf,
  plainSettings,
} from '../mapping.ts'

const ADMIN = { requestTimeout: 60_000 }
/** Longer than any search takes, because deleting an index fails the searches on it. */
const DELETE_AFTER_MS = 3_000
const NOT_DELETED = { term: { deleted: false } }
const ALREADY_EXISTS = 'resource_already_exists_exception'

/** A generation with the metadata of its mapping. */
export interface StoredGeneration extends Generation {
  archive: string
  /** Version of the mapping. */
  version: number
}

/** Creates, finds and switches the index generations of an archive. */
export interface Generations {
  /**
   * The generation that searches use; null if there is none. Throws UserError if somebody else's
   * index has its name.
   */
  served(): Promise<StoredGeneration | null>
  create(archive: string): Promise<StoredGeneration>
  /**
   * Moves the search aliases to a generation in one step; the others are deleted once no search
   * uses them.
   */
  serve(generation: Generation): Promise<void>
  /** Resolves when all pending deletions are finished. */
  settled(): Promise<void>
  /** Deletes generations that killed runs left behind. */
  sweep(): Promise<void>
  setRefresh(generation: Generation, on: boolean): Promise<void>
  /** True if refreshing is off, as during a first load. */
  isLoading(generation: Generation): Promise<boolean>
  /** Throws UserError if an index has a write block. */
  assertWritable(generation: Generation): Promise<void>
}

export function createGenerations(
  { client, url }: Connection,
  names: Names,
  layout: IndexLayout = {},
): Generations {
  const deletions: Promise<void>[] = []

  /** All matching indexes, with our metadata if they have it. */
  async function find(index: string): Promise<[index: string, Meta['dateline'] | undefined][]> {
    const found = await orNull(client.indices.getMapping({ index, allow_no_indices: true }))
    return Object.entries(found ?? {}).map(([name, { mappings }]) => [name, metaOf(mappings)])
  }

  async function indexBehind(alias: string): Promise<[string, Meta['dateline']] | null> {
    const found = await orNull(client.indices.getAlias({ index: alias }))
    const [index, ...others] = Object.keys(found ?? {})
    if (index === undefined) return null
    const [, meta] = (await find(index))[0] ?? []
    if (meta && others.length === 0 && index !== alias) return [index, meta]
    throw foreignIndex(alias, url)
  }

  async function served(): Promise<StoredGeneration | null> {
    const [articles, entities] = await Promise.all(
      [names.articles, names.entities].map(indexBehind),
    )
    if (!articles || !entities) return null
    const [index, meta] = articles
    return { ...meta, articles: index, entities: entities[0] }
  }

  async function createIndex(
    index: string,
    mappings: estypes.MappingTypeMapping,
    settings: estypes.IndicesIndexSettings,
  ): Promise<void> {
    const aliases = { [writeAlias(index)]: {} }
    try {
      await client.indices.create({ index, mappings, settings, aliases }, ADMIN)
    } catch (error) {
      // The name is random, so an earlier attempt created it and its response was lost.
      if (!(error instanceof EngineFailure) || error.type !== ALREADY_EXISTS) throw error
    }
  }

  async function remove(index: string[]): Promise<void> {
    if (index.length === 0) return
    await orNull(client.indices.delete({ index, ignore_unavailable: true }, ADMIN))
  }

  async function removeLater(indexes: string[]): Promise<void> {
    await delay(DELETE_AFTER_MS)
    // The next sweep deletes what is left.
    await remove(indexes).catch(() => {})
  }

  async function flatSettings(generation: Generation): Promise<[string, FlatSettings][]> {
    const found = await client.indices.getSettings({
      index: [generation.articles, generation.entities],
      name: ['index.refresh_interval', 'index.blocks.*'],
      flat_settings: true,
    })
    return Object.entries(found).map(([index, { settings }]) => [index, settings as FlatSettings])
  }

  /** Our indexes that belong to no generation in use. */
  async function leftBehind(kept: Generation | null): Promise<string[]> {
    const all = await Promise.all(
      [names.articles, names.entities].map((name) => find(`${name}-v*`)),
    )
    return all
      .flat()
      .filter(([index, meta]) => meta && index !== kept?.articles && index !== kept?.entities)
      .map(([index]) => index)
  }

  return {
    served,

    async create(archive) {
      const generation = generationOf(names, randomBytes(5).toString('hex'))
      const meta = { version: MAPPING_VERSION, archive, target: generation.target }
      const _meta: Record<string, unknown> & Meta = { dateline: meta }
      const articles = articleSettings(layout)
      await createIndex(generation.articles, { ...ARTICLE_MAPPING, _meta }, articles)
      const entities = { ...plainSettings(layout), refresh_interval: '-1' as const }
      await createIndex(generation.entities, { ...ENTITY_MAPPING, _meta }, entities)
      return { ...generation, ...meta }
    },

    async serve(generation) {
      const before = await leftBehind(generation)
      const aliases = [names.articles, names.entities]
      const actions = [
        { add: { index: generation.articles, alias: names.articles, filter: NOT_DELETED } },
        { add: { index: generation.entities, alias: names.entities, filter: NOT_DELETED } },
        ...before.map((index) => ({ remove: { index, aliases, must_exist: false } })),
      ]
      await client.indices.updateAliases({ actions }, ADMIN)
      if (before.length > 0) deletions.push(removeLater(before))
    },

    async settled() {
      await Promise.all(deletions.splice(0))
    },

    async sweep() {
      await remove(await leftBehind(await served()))
    },

    async setRefresh({ articles, entities }, on) {
      const refresh_interval = on ? null : '-1'
      // The types do not allow null, which restores the default.
      const settings = { refresh_interval } as estypes.IndicesIndexSettings
      await client.indices.putSettings({ index: [articles, entities], settings }, ADMIN)
    },

    async isLoading(generation) {
      const all = await flatSettings(generation)
      return all.some(([, settings]) => settings['index.refresh_interval'] === '-1')
    },

    async assertWritable(generation) {
      for (const [index, settings] of await flatSettings(generation)) {
        const block = Object.entries(settings).find(
          ([name, value]) => name.startsWith('index.blocks.') && value === 'true',
        )
        if (!block) continue
        throw new UserError(
          `Elasticsearch takes no writes into ${index} (${block[0]}); that is how it protects itself when its disk is nearly full: make room, or lift the block`,
        )
      }
    },
  }
}

/** Settings by full name, as returned with `flat_settings`. */
type FlatSettings = Record<string, string>

/** Throws if this version of Dateline cannot continue to fill a generation from this archive. */
export function assertOurs(
  { archive, version }: StoredGeneration,
  ours: string,
  url: string,
): void {
  if (version > MAPPING_VERSION) {
    throw new UserError(
      `the index in Elasticsearch at ${url} was made by a newer version of Dateline; use that version`,
    )
  }
  if (archive !== ours) {
    throw new UserError(
      `Elasticsearch at ${url} holds another archive; use another Elasticsearch, or replace its contents with \`dateline rebuild search\``,
    )
  }
  if (version < MAPPING_VERSION) {
    throw new OutdatedError(
      'the index in Elasticsearch was made by an earlier version of Dateline; `dateline rebuild search` rebuilds it',
    )
  }
}
