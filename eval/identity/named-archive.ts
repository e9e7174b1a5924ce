import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Archive, openArchive } from '#archive/open.ts'
import { settleNames } from '#archive/registry/settle.ts'
import type { ReutersStory } from '../reuters.ts'
import type { ReadArticle } from './read-forms.ts'

/** Works on an archive of these stories in which the registry has decided every name. */
export async function withNamedArchive<T>(
  stories: ReutersStory[],
  articles: ReadArticle[],
  work: (archive: Archive) => T,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-actors-'))
  const archive = openArchive(join(folder, 'archive.db'), { write: true, create: true })
  try {
    archive.db.exec('pragma synchronous = off')
    store(archive, stories, articles)
    await settleNames(archive)
    return work(archive)
  } finally {
    archive.close()
    rmSync(folder, { recursive: true })
  }
}

function store(archive: Archive, stories: ReutersStory[], articles: ReadArticle[]): void {
  const readings = new Map(articles.map(({ id, reading }) => [id, reading]))
  const origin = { path: 'reuters', line: null }
  for (let at = 0; at < stories.length; at += 500) {
    archive.write(
      stories.slice(at, at + 500).map(({ id, title, body, dateline, publishedAt }) => ({
        article: {
          ...{ id, title, body, dateline, publishedAt: publishedAt ?? null, source: 'Reuters' },
          ...{ language: 'en', authors: [], byline: null, tail: null, place: null, url: null },
          ...{ publishedText: null, metadata: {} },
        },
        reading: readings.get(id)!,
        extractor: 'eval',
        origin,
      })),
    )
  }
}
