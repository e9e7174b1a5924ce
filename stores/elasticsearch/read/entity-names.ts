import type { EntityKind } from '#core/article.ts'
import type { EntityRef } from '#core/graph.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import type { ReadState } from './state-cache.ts'

/** So many are fetched ahead, those that stand in most articles first: some megabytes. */
const AHEAD = 50_000
const PAGE = 10_000
const PAGE_MS = 10_000
/** Forgotten beyond, all at once. */
const MAX_KNOWN = 100_000

const KIND_BY_PREFIX: Record<string, EntityKind> = {
  person: 'person',
  org: 'organization',
  country: 'country',
}

interface Found {
  docs: { _id: string; _source?: { kind?: EntityKind; name?: string } }[]
}

interface Ahead {
  hits?: { hits?: { _source: EntityRef; sort: unknown[] }[] }
}

/**
 * Names by id. Articles hold ids alone, as a name may change without them; what was looked up is remembered while the archive is the
 * same. All but the rarest are fetched ahead, so that a list of hits seldom waits for a second answer.
 */
export function createEntityNames(connection: Connection, names: Names, state: ReadState) {
  let known = new Map<string, EntityRef>()
  let version = -1

  async function lookUp(ids: string[]): Promise<EntityRef[]> {
    const { docs } = await connection.read<Found>({
      method: 'POST',
      path: `/${names.entities}/_mget`,
      query: {
        _source_includes: 'kind,name',
        realtime: false,
        filter_path: 'docs._id,docs._source',
      },
      body: { ids },
    })
    return docs.map(({ _id, _source }) => toRef(_id, _source))
  }

  /** Fills a map while it is the one in use. */
  async function fetchAhead(filled: typeof known): Promise<void> {
    let after: unknown[] | undefined
    for (let fetched = 0; fetched < AHEAD; fetched += PAGE) {
      const page = await connection.read<Ahead>(pageRequest(names.entities, after))
      const hits = page.hits?.hits ?? []
      if (known !== filled) return
      for (const { _source } of hits) filled.set(_source.id, _source)
      if (hits.length < PAGE) return
      after = hits.at(-1)!.sort
    }
  }

  function startAnew(rev: number): void {
    version = rev
    known = new Map()
    // Without it they are looked up one by one.
    fetchAhead(known).catch(() => {})
  }

  return async (wanted: string[]): Promise<(id: string) => EntityRef> => {
    const { rev } = await state()
    if (rev !== version || known.size > MAX_KNOWN) startAnew(rev)
    const current = known
    const missing = wanted.filter((id) => !current.has(id))
    if (missing.length > 0) {
      for (const ref of await lookUp([...new Set(missing)])) current.set(ref.id, ref)
    }
    return (id) => current.get(id) ?? toRef(id, undefined)
  }
}

export type EntityNames = ReturnType<typeof createEntityNames>

function pageRequest(entities: string, after: unknown[] | undefined) {
  return {
    method: 'POST',
    path: `/${entities}/_search`,
    query: { filter_path: 'hits.hits._source,hits.hits.sort' },
    body: {
      size: PAGE,
      query: { match_all: {} },
      sort: [{ articles: 'desc' }, { id: 'asc' }],
      _source: ['id', 'kind', 'name'],
      track_total_hits: false,
      ...(after && { search_after: after }),
    },
    timeoutMs: PAGE_MS,
  } as const
}

/** An entity that is not there, or not yet, goes by its id, which also says its kind. */
function toRef(id: string, source: { kind?: EntityKind; name?: string } | undefined): EntityRef {
  const kind = source?.kind ?? KIND_BY_PREFIX[id.split('-', 1)[0]!] ?? 'organization'
  return { id, kind, name: source?.name ?? id }
}
