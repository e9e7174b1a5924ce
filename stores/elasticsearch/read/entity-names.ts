import type { estypes } from '@elastic/elasticsearch'
import type { EntityKind } from '#core/article.ts'
import type { EntityRef } from '#core/graph.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import type { ReadState } from './state-cache.ts'

/** Number of names to prefetch, those with most articles first: some megabytes. */
const PREFETCHED = 50_000
const PAGE = 10_000
const PATIENT = { requestTimeout: 10_000 }
/** The cache is emptied when it grows beyond this. */
const MAX_CACHED = 100_000

const KIND_BY_PREFIX: Record<string, EntityKind> = {
  person: 'person',
  org: 'organization',
  country: 'country',
}

/** An entity with the number of sentences that name it in the whole archive. */
export interface KnownEntity extends EntityRef {
  sentences: number
}

/** The fields of an entity's document. */
type NameSource = Partial<Omit<KnownEntity, 'id'>>

/**
 * Looks up names by id, because articles hold only ids: a name may change without them. Names are
 * cached while the archive stays the same; the most frequent are prefetched, so that a list of hits
 * seldom needs a second request.
 */
export function createEntityNames(connection: Connection, names: Names, state: ReadState) {
  let cached = new Map<string, KnownEntity>()
  let version = -1

  async function lookUp(ids: string[], signal?: AbortSignal): Promise<KnownEntity[]> {
    const { docs } = await connection.client.mget<NameSource>(
      {
        index: names.entities,
        ids,
        _source_includes: ['kind', 'name', 'sentences'],
        realtime: false,
      },
      signal && { signal },
    )
    // A missing document has no source.
    return (docs as estypes.GetGetResult<NameSource>[]).map(({ _id, _source }) =>
      toKnown(_id, _source),
    )
  }

  /** Fills a map while it is still the current cache. */
  async function prefetch(filled: typeof cached): Promise<void> {
    let after: estypes.SortResults | undefined
    for (let fetched = 0; fetched < PREFETCHED; fetched += PAGE) {
      const { hits } = await fetchPage(after)
      if (cached !== filled) return
      for (const { _source } of hits.hits) filled.set(_source!.id, _source!)
      if (hits.hits.length < PAGE) return
      after = hits.hits.at(-1)!.sort
    }
  }

  function fetchPage(after: estypes.SortResults | undefined) {
    return connection.client.search<KnownEntity>(
      {
        ...{ index: names.entities, size: PAGE, track_total_hits: false },
        sort: [{ articles: 'desc' }, { id: 'asc' }],
        _source: ['id', 'kind', 'name', 'sentences'],
        ...(after && { search_after: after }),
      },
      PATIENT,
    )
  }

  function reset(rev: number): void {
    version = rev
    cached = new Map()
    // If this fails, names are looked up as needed.
    prefetch(cached).catch(() => {})
  }

  /** Reads names and sentence counts of entities, by id. */
  async function known(
    wanted: string[],
    signal?: AbortSignal,
  ): Promise<(id: string) => KnownEntity> {
    const { rev } = await state()
    if (rev !== version || cached.size > MAX_CACHED) reset(rev)
    const current = cached
    const missing = wanted.filter((id) => !current.has(id))
    if (missing.length > 0) {
      for (const ref of await lookUp([...new Set(missing)], signal)) current.set(ref.id, ref)
    }
    return (id) => current.get(id) ?? toKnown(id, undefined)
  }

  return {
    known,
    async names(wanted: string[], signal?: AbortSignal): Promise<(id: string) => EntityRef> {
      const entityOf = await known(wanted, signal)
      return (id) => toRef(entityOf(id))
    },
  }
}

export type EntityNames = ReturnType<typeof createEntityNames>

/** An entity without a document (yet) is shown by its id, whose prefix also tells its kind. */
function toKnown(id: string, source: NameSource | undefined): KnownEntity {
  const kind = source?.kind ?? KIND_BY_PREFIX[id.split('-', 1)[0]!] ?? 'organization'
  return { id, kind, name: source?.name ?? id, sentences: source?.sentences ?? 0 }
}

const toRef = ({ id, kind, name }: EntityRef): EntityRef => ({ id, kind, name })
