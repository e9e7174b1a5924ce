import type { estypes } from '@elastic/elasticsearch'
import {
  type Content,
  type ContentKind,
  fingerprintOfArticle,
  fingerprintOfEntity,
} from '#core/projection.ts'
import type { Connection } from '../connection.ts'
import { orNull } from '../failure.ts'
import type { Generation } from '../index-names.ts'

const PAGE = 5000
const KEEP_ALIVE = '2m'
const PATIENT = { requestTimeout: 30_000 }

/** Source of an article or entity; fields of the other kind are absent. */
interface ContentSource {
  id: string
  rev: number
  sentenceCount: number
  nameCount: number
  name: string
  articles: number
  stories: number
  sentences: number
}

const FIELDS = {
  article: ['id', 'rev', 'sentenceCount', 'nameCount'],
  entity: ['id', 'rev', 'name', 'articles', 'stories', 'sentences'],
}

/** Yields every article or entity of a generation. */
export async function* scan(
  { client }: Connection,
  generation: Generation,
  kind: ContentKind,
): AsyncGenerator<Content> {
  if (kind === 'tie') return
  const index = kind === 'article' ? generation.articles : generation.entities
  await client.indices.refresh({ index }, PATIENT)
  let { id } = await client.openPointInTime({ index, keep_alive: KEEP_ALIVE }, PATIENT)
  try {
    for (let after: estypes.SortResults | undefined; ;) {
      const { pit_id, hits }: estypes.SearchResponse<ContentSource> = await client.search(
        {
          size: PAGE,
          query: { term: { deleted: false } },
          _source: FIELDS[kind],
          sort: ['_shard_doc'],
          pit: { id, keep_alive: KEEP_ALIVE },
          track_total_hits: false,
          ...(after && { search_after: after }),
        },
        PATIENT,
      )
      id = pit_id ?? id
      for (const { _source } of hits.hits) yield toContent(kind, _source!)
      after = hits.hits.at(-1)?.sort
      if (hits.hits.length < PAGE) return
    }
  } finally {
    await orNull(client.closePointInTime({ id }))
  }
}

function toContent(kind: 'article' | 'entity', source: ContentSource): Content {
  const { id, rev, sentenceCount, nameCount } = source
  const fingerprint =
    kind === 'article'
      ? fingerprintOfArticle(rev, sentenceCount, nameCount)
      : fingerprintOfEntity(rev, source)
  return { key: id, fingerprint }
}
