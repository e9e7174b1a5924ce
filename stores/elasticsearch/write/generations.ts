import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { OutdatedError, UserError } from '#core/errors.ts'
import type { Connection } from '../connection.ts'
import { foreign } from '../failure.ts'
import {
  ARTICLE_MAPPING,
  ENTITY_MAPPING,
  MAPPING_VERSION,
  type Meta,
  articleSettings,
  plainSettings,
} from '../mapping.ts'
import { type Filling, type Names, fillingOf, writeAlias } from '../index-names.ts'

const ADMIN_MS = 60_000
/** Longer than anybody waits for an answer: a search fails whose index is deleted under it. */
const LAST_ANSWER_MS = 3_000
const NOT_DELETED = { term: { deleted: false } }

/** A filling as it is found in the engine. */
export interface FoundFilling extends Filling {
  archive: string
  /** Of its mapping. */
  version: number
}

/** Makes, finds and exchanges the indexes that hold an archive. */
export interface Fillings {
  /** What searches go to; null where there is nothing yet. Throws UserError where something foreign stands there. */
  served(): Promise<FoundFilling | null>
  create(archive: string): Promise<FoundFilling>
  /** Makes a filling the one that searches go to, in one step; the others are deleted once no answer is made from them. */
  serve(filling: Filling): Promise<void>
  /** Resolves when nothing is left to be deleted. */
  settled(): Promise<void>
  /** Deletes what runs that were killed left behind. */
  sweep(): Promise<void>
  setRefresh(filling: Filling, on: boolean): Promise<void>
  /** True where refreshing is off, as it is while a filling is loaded for the first time. */
  isLoading(filling: Filling): Promise<boolean>
  /** Throws UserError where an index takes no writes. */
  insistOnWrites(filling: Filling): Promise<void>
}

type Mappings = Record<string, { mappings?: { _meta?: Partial<Meta> } }>
type Settings = Record<string, { settings?: Record<string, string> }>

export function createFillings(connection: Connection, names: Names): Fillings {
  const leaving: Promise<void>[] = []

  async function found(pattern: string): Promise<[index: string, Meta['dateline'] | undefined][]> {
    const path = `/${pattern}/_mapping`
    // Without the rest of the filter an index that has no _meta would be left out.
    const query = { filter_path: '*.mappings._meta,*.mappings.dynamic', allow_no_indices: true }
    const mappings = await connection.find<Mappings>({ method: 'GET', path, query })
    return Object.entries(mappings ?? {}).map(([index, { mappings }]) => [
      index,
      mappings?._meta?.dateline,
    ])
  }

  /** The index behind an alias. */
  async function behind(alias: string): Promise<[string, Meta['dateline']] | null> {
    const indexes = await connection.find<Record<string, unknown>>({
      method: 'GET',
      path: `/${alias}/_alias`,
    })
    if (!indexes) return null
    const [index, ...others] = Object.keys(indexes)
    if (index === undefined) return null
    const [, meta] = (await found(index))[0] ?? []
    if (meta && others.length === 0 && index !== alias) return [index, meta]
    throw foreign(alias, connection.url)
  }

  async function served(): Promise<FoundFilling | null> {
    const [articles, entities] = await Promise.all([behind(names.articles), behind(names.entities)])
    if (!articles || !entities) return null
    const [index, meta] = articles
    return { ...meta, articles: index, entities: entities[0] }
  }

  async function createIndex(index: string, mappings: object, settings: object): Promise<void> {
    const aliases = { [writeAlias(index)]: {} }
    await connection.ask({
      ...{ method: 'PUT', path: `/${index}`, timeoutMs: ADMIN_MS },
      body: { settings, mappings, aliases },
    })
  }

  async function remove(indexes: string[]): Promise<void> {
    if (indexes.length === 0) return
    await connection.find({
      ...{ method: 'DELETE', path: `/${indexes.join(',')}`, timeoutMs: ADMIN_MS },
      query: { ignore_unavailable: true },
    })
  }

  async function removeLater(indexes: string[]): Promise<void> {
    await delay(LAST_ANSWER_MS)
    // What stays is found by the next sweep.
    await remove(indexes).catch(() => {})
  }

  async function settings(filling: Filling): Promise<Settings> {
    return connection.read({
      method: 'GET',
      path: `/${filling.articles},${filling.entities}/_settings/index.refresh_interval,index.blocks.*`,
      query: { flat_settings: true },
    })
  }

  /** Ours, but not what searches go to. */
  async function leftBehind(kept: Filling | null): Promise<string[]> {
    const all = await Promise.all(
      [names.articles, names.entities].map((name) => found(`${name}-v*`)),
    )
    return all
      .flat()
      .filter(([index, meta]) => meta && index !== kept?.articles && index !== kept?.entities)
      .map(([index]) => index)
  }

  return {
    served,

    async create(archive) {
      const filling = fillingOf(names, randomBytes(5).toString('hex'))
      const meta = { version: MAPPING_VERSION, archive, target: filling.target }
      const _meta: Meta = { dateline: meta }
      await createIndex(filling.articles, { ...ARTICLE_MAPPING, _meta }, articleSettings())
      const loading = { ...plainSettings(), refresh_interval: '-1' }
      await createIndex(filling.entities, { ...ENTITY_MAPPING, _meta }, loading)
      return { ...filling, ...meta }
    },

    async serve(filling) {
      const before = await leftBehind(filling)
      const aliases = [names.articles, names.entities]
      const actions = [
        { add: { index: filling.articles, alias: names.articles, filter: NOT_DELETED } },
        { add: { index: filling.entities, alias: names.entities, filter: NOT_DELETED } },
        ...before.map((index) => ({ remove: { index, aliases, must_exist: false } })),
      ]
      await connection.ask({
        ...{ method: 'POST', path: '/_aliases', timeoutMs: ADMIN_MS },
        body: { actions },
      })
      if (before.length > 0) leaving.push(removeLater(before))
    },

    async settled() {
      await Promise.all(leaving.splice(0))
    },

    async sweep() {
      await remove(await leftBehind(await served()))
    },

    async setRefresh(filling, on) {
      await connection.ask({
        method: 'PUT',
        path: `/${filling.articles},${filling.entities}/_settings`,
        body: { index: { refresh_interval: on ? null : '-1' } },
        timeoutMs: ADMIN_MS,
      })
    },

    async isLoading(filling) {
      const found = Object.values(await settings(filling))
      return found.some(({ settings }) => settings?.['index.refresh_interval'] === '-1')
    },

    async insistOnWrites(filling) {
      for (const [index, { settings: set }] of Object.entries(await settings(filling))) {
        const block = Object.entries(set ?? {}).find(
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

/** Throws where a filling is not one that this version of Dateline can go on filling from this archive. */
export function insistOnOurs({ archive, version }: FoundFilling, ours: string, url: string): void {
  if (version > MAPPING_VERSION) {
    throw new UserError(
      `the index in Elasticsearch at ${url} was made by a newer version of Dateline; use that version`,
    )
  }
  if (archive !== ours) {
    throw new UserError(
      `Elasticsearch at ${url} holds another archive; use another Elasticsearch, or replace what it holds with \`dateline rebuild search\``,
    )
  }
  if (version < MAPPING_VERSION) {
    throw new OutdatedError(
      'the index in Elasticsearch was made by an earlier version of Dateline; `dateline rebuild search` makes it anew',
    )
  }
}
