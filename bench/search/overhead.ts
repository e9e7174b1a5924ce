import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { startServer } from '#api/server.ts'
import { queryOf } from '#tests/query-of.ts'
import { formsIn, toMatch } from '#stores/sqlite/search/match-expression.ts'
import { indexed } from '../archives.ts'
import type { CorpusFile } from '../corpus.ts'
import { openHttpLine } from '../http-line.ts'
import { type Figure, atMost, median, spread } from '../measure.ts'
import { type WordFrequency, drawWords } from '../words.ts'

const QUERIES = 400
/** Warm-up rounds, until neither arm gets faster. */
const WARM_UP = 1000

/** Overhead of a search over HTTP beyond its main SQL statement, on words of all frequencies, each used once. */
export async function measureOverhead(corpus: CorpusFile, folder: string): Promise<Figure[]> {
  const file = join(folder, 'search.db')
  await indexed(corpus, file)
  const db = new DatabaseSync(file, { readOnly: true })
  const drawn = drawWords(termsOf(db), QUERIES + WARM_UP)
  const queries = [...drawn.slice(QUERIES), ...drawn.slice(0, QUERIES)]

  const server = await startServer({ served: { archives: [file] }, host: '127.0.0.1', port: 0 })
  const line = await openHttpLine(server.url)
  const statement = prepareBare(db)
  const over: number[] = []
  const http: number[] = []
  const bare: number[] = []
  try {
    for (const [i, query] of queries.entries()) {
      const path = `/api/v1/articles?q=${encodeURIComponent(query)}`
      const statementFirst = i % 2 === 0
      const before = statementFirst ? timed(() => statement(query)) : 0
      const asked = await timedAsync(() => line.get(path))
      const stated = statementFirst ? before : timed(() => statement(query))
      if (i < WARM_UP) continue
      http.push(asked)
      bare.push(stated)
      over.push(asked - stated)
    }
  } finally {
    line.close()
    db.close()
    await server.close()
  }
  const value = median(http) - median(bare)
  return [
    {
      what: 'search p50 over HTTP − prepared statement',
      value,
      unit: ' ms',
      ...atMost(1, value),
      how: `${QUERIES} words after ${WARM_UP} others, ${corpus.name}, HTTP ${spread(http)} ms, statement ${spread(bare)} ms, each pair ${spread(over)} ms`,
    },
  ]
}

/** The best twenty by FTS5's rank for all forms of a word, with the texts that a list of hits shows. */
function prepareBare(db: DatabaseSync): (word: string) => unknown {
  const formsOf = formsIn(db)
  const statement = db.prepare(
    `select a.*, t.*, r.sentences from (
       select rowid as row, rank from fulltext where fulltext match ? order by rank limit 20
     ) join article a using (row) join article_text t using (row) join reading r using (row)`,
  )
  return (word) => statement.all(toMatch(queryOf(word)!, formsOf).expression)
}

function termsOf(db: DatabaseSync): WordFrequency[] {
  db.exec('create virtual table temp.terms using fts5vocab(main, fulltext, row)')
  return db.prepare('select term, doc from temp.terms').all() as unknown as WordFrequency[]
}

function timed(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

async function timedAsync(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
