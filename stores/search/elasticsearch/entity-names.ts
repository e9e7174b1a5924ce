import type { EntityKind } from '#core/article.ts'
import type { EntityRef } from '#core/graph.ts'
import type { Connection } from './connection.ts'
import type { Names } from './names.ts'
import type { ReadState } from './state.ts'

/** Forgotten beyond, all at once: more are seldom on screen than some hundred. */
const MAX_KNOWN = 50_000

const KIND_BY_PREFIX: Record<string, EntityKind> = {
  person: 'person',
  org: 'organization',
  country: 'country',
}

interface Found {
  docs: { _id: string; _source?: { kind?: EntityKind; name?: string } }[]
}

/**
 * Names by id. Articles hold ids alone, as a name may change without them; what was looked up is remembered while the archive is the
 * same.
 */
export function createEntityNames(connection: Connection, names: Names, state: ReadState) {
  const known = new Map<string, EntityRef>()
  let version = -1

  async function lookUp(ids: string[]): Promise<EntityRef[]> {
    if (ids.length === 0) return []
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

  return async (wanted: Iterable<string>): Promise<(id: string) => EntityRef> => {
    const { rev } = await state()
    if (rev !== version || known.size > MAX_KNOWN) known.clear()
    version = rev
    const ids = [...new Set(wanted)]
    const found = new Map(ids.flatMap((id) => (known.has(id) ? [[id, known.get(id)!]] : [])))
    for (const ref of await lookUp(ids.filter((id) => !found.has(id)))) {
      found.set(ref.id, ref)
      if (rev === version) known.set(ref.id, ref)
    }
    return (id) => found.get(id) ?? toRef(id, undefined)
  }
}

export type EntityNames = ReturnType<typeof createEntityNames>

/** An entity that is not there, or not yet, goes by its id, which also says its kind. */
function toRef(id: string, source: { kind?: EntityKind; name?: string } | undefined): EntityRef {
  const kind = source?.kind ?? KIND_BY_PREFIX[id.split('-', 1)[0]!] ?? 'organization'
  return { id, kind, name: source?.name ?? id }
}
