import type { DatabaseSync } from 'node:sqlite'
import { compareText } from '#core/text/compare-text.ts'
import type { EntityForms, JoinedForm } from '#core/decisions/desk.ts'
import { decodeReading, type StoredReading, type Texts } from '#core/reading.ts'
import { archiveRev } from '../projection/pending.ts'
import type { Corpus } from '../registry/corpus.ts'
import { readLog } from './log.ts'
import { entityObject } from './entity-object.ts'

interface JoinRow {
  a: string
  b: string
  rule: string
  reason: string
  confidence: number
}

type SentenceRow = StoredReading &
  Texts & { id: string; told: string | null; publishedAt: string | null }

/**
 * Reads the full names of an entity, each with what joins it and a sentence; null if there is no
 * such entity.
 */
export function readForms(db: DatabaseSync, corpus: Corpus, id: string): EntityForms | null {
  if (!db.prepare('select 1 from entity where id = ?').get(id)) return null
  const { forms } = entityObject({ db, corpus, log: readLog(db) }, id)
  const joins = db.prepare(
    'select a, b, rule, reason, confidence from joined where a = :id or b = :id',
  )
  const articlesOf = (form: string) => corpus.forms.get(form)?.articles ?? 0
  const sorted = forms.toSorted(
    (x, y) => articlesOf(y.id) - articlesOf(x.id) || compareText(x.id, y.id),
  )
  const root = sorted[0]?.id
  return {
    id,
    version: archiveRev(db),
    forms: sorted.map(({ id: form, name }): JoinedForm => {
      const all = joins.all({ id: form }) as unknown as JoinRow[]
      const join = form === root ? undefined : all[0]
      return {
        id: form,
        name,
        articles: articlesOf(form),
        join: join ? describe(join, form, corpus) : null,
        evidence: evidenceOf(db, corpus, form),
      }
    }),
  }
}

function describe({ a, b, rule, reason, confidence }: JoinRow, form: string, { forms }: Corpus) {
  const other = a === form ? b : a
  return { with: forms.get(other)?.name ?? other, rule, reason, confidence }
}

/** Returns a sentence of the first article that has the form. */
function evidenceOf(db: DatabaseSync, { forms }: Corpus, form: string): JoinedForm['evidence'] {
  const row = forms.get(form)?.rows[0]
  if (row === undefined) return null
  const stored = db
    .prepare(
      `select a.id, a.title, a.published_at as publishedAt, t.body, t.dateline, r.sentences, r.mentions, r.roles, r.told
       from article a join article_text t using (row) join reading r using (row) where row = ?`,
    )
    .get(row) as unknown as SentenceRow
  const { sentences, mentions } = decodeReading(
    { ...stored, mentions: stored.told ?? stored.mentions },
    stored,
  )
  const found = mentions.find(({ entity, sentence }) => entity === form && sentence !== null)
  const sentence = found && sentences.find(({ n }) => n === found.sentence)
  if (!found || !sentence) return null
  const { id, title, publishedAt } = stored
  const text = found.field === 'title' ? title : stored.body.slice(sentence.start, sentence.end)
  return { article: { id, title, publishedAt }, sentence: sentence.n, text }
}
