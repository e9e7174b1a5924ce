import {
  type Content,
  type ContentKind,
  fingerprintOfArticle,
  fingerprintOfEntity,
} from '#core/projection.ts'
import type { Connection } from '../connection.ts'
import type { Filling } from '../index-names.ts'

const PAGE = 5000
const KEEP = '2m'
const PAGE_MS = 30_000

interface Found {
  pit_id: string
  hits: { hits: { _source: ContentSource; sort: unknown[] }[] }
}

/** Of an article or an entity; numbers that its kind lacks are absent. */
interface ContentSource {
  id: string
  rev: number
  sentenceCount: number
  nameCount: number
  name: string
  articles: number
  sentences: number
}

const FIELDS = {
  article: ['id', 'rev', 'sentenceCount', 'nameCount'],
  entity: ['id', 'rev', 'name', 'articles', 'sentences'],
}

/** Everything that a filling shows, as of now. */
export async function* readContents(
  connection: Connection,
  filling: Filling,
  kind: ContentKind,
): AsyncGenerator<Content> {
  if (kind === 'tie') return
  const index = kind === 'article' ? filling.articles : filling.entities
  await connection.ask({ method: 'POST', path: `/${index}/_refresh`, timeoutMs: PAGE_MS })
  let pit = await openPit(connection, index)
  try {
    for (let after: unknown[] | undefined; ;) {
      const found: Found = await connection.read<Found>({
        ...{ method: 'POST', path: '/_search', timeoutMs: PAGE_MS },
        body: {
          size: PAGE,
          query: { term: { deleted: false } },
          _source: FIELDS[kind],
          sort: ['_shard_doc'],
          pit: { id: pit, keep_alive: KEEP },
          track_total_hits: false,
          ...(after && { search_after: after }),
        },
      })
      pit = found.pit_id
      for (const { _source } of found.hits.hits) yield toContent(kind, _source)
      after = found.hits.hits.at(-1)?.sort
      if (found.hits.hits.length < PAGE) return
    }
  } finally {
    await connection.find({ method: 'DELETE', path: '/_pit', body: { id: pit } })
  }
}

async function openPit(connection: Connection, index: string): Promise<string> {
  const query = { keep_alive: KEEP }
  const { id } = await connection.ask<{ id: string }>({
    ...{ method: 'POST', path: `/${index}/_pit`, query, timeoutMs: PAGE_MS },
  })
  return id
}

function toContent(kind: 'article' | 'entity', source: ContentSource): Content {
  const { id, rev, sentenceCount, nameCount } = source
  const fingerprint =
    kind === 'article'
      ? fingerprintOfArticle(rev, sentenceCount, nameCount)
      : fingerprintOfEntity(rev, source)
  return { key: id, fingerprint }
}
