import type { DatabaseSync } from 'node:sqlite'
import type { Mention } from '#core/article.ts'
import { compareText } from '#core/text/compare-text.ts'
import type { ChangedTie, DecisionEffect } from '#core/decisions/request.ts'
import {
  type NamedInSentence,
  type StoredReading,
  type Texts,
  decodeMentions,
  namesBySentence,
} from '#core/reading.ts'
import { makesTies } from '#core/graph/ties.ts'
import type { Corpus } from '../registry/corpus.ts'
import { decideMentions } from '../registry/decider.ts'
import { changedRows } from '../registry/registry-tables.ts'
import type { Round } from '../registry/round.ts'

const MOST_EXAMPLES = 20

type ReadingRow = StoredReading & Texts & { told: string | null }

/**
 * Computes how a round would change the counts, by re-reading the articles that it decides
 * differently.
 */
export function effectOf(db: DatabaseSync, round: Round, corpus: Corpus): DecisionEffect {
  const { assignments, exceptions } = round.registry
  const reading = db.prepare(
    `select r.sentences, r.mentions, r.roles, r.told, a.title, t.body, t.dateline
     from reading r join article a using (row) join article_text t using (row) where row = ?`,
  )
  const ties = new Map<string, number>()
  let [articles, sentences] = [0, 0]
  for (const row of changedRows(db, round, corpus)) {
    const stored = reading.get(row) as unknown as ReadingRow | undefined
    if (!stored) continue
    const before = decodeMentions(stored.mentions, stored)
    const told = stored.told === null ? before : decodeMentions(stored.told, stored)
    const after = decideMentions(told, assignments, exceptions.get(row) ?? new Map())
    const changed = compare(namesIn(before), namesIn(after), ties)
    sentences += changed
    if (changed > 0) articles++
  }
  return { articles, sentences, ties: summed(db, ties, round) }
}

/** The names of each sentence in order, and those of them that it ties. */
interface SentenceNames {
  all: string[]
  tied: string[]
}

function namesIn(mentions: Mention[]): Map<number, SentenceNames> {
  const named = [...namesBySentence({ mentions })]
  return new Map(named.map(([n, names]) => [n, toNames(names)]))
}

function toNames(named: Map<string, NamedInSentence>): SentenceNames {
  const all = [...named.keys()].sort(compareText)
  const tied = makesTies(all.length) ? all.filter((id) => !named.get(id)!.isAside) : []
  return { all, tied }
}

/**
 * Adds the changes of ties to `ties`; returns how many sentences name other entities than before.
 */
function compare(
  before: Map<number, SentenceNames>,
  after: Map<number, SentenceNames>,
  ties: Map<string, number>,
): number {
  let changed = 0
  for (const n of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(n) ?? NO_NAMES, after.get(n) ?? NO_NAMES]
    if (old.all.join() === now.all.join()) continue
    changed++
    addTies(ties, old.tied, -1)
    addTies(ties, now.tied, 1)
  }
  return changed
}

const NO_NAMES: SentenceNames = { all: [], tied: [] }

function addTies(ties: Map<string, number>, names: readonly string[], sign: 1 | -1): void {
  for (const [i, a] of names.entries()) {
    for (const b of names.slice(i + 1)) {
      const key = `${a} ${b}`
      ties.set(key, (ties.get(key) ?? 0) + sign)
    }
  }
}

function summed(db: DatabaseSync, ties: Map<string, number>, { registry }: Round) {
  const tie = db.prepare(
    `select t.sentences from tie t join entity x on x.row = t.a join entity y on y.row = t.b
     where x.id = ? and y.id = ?`,
  )
  const named = db.prepare('select name from entity where id = ?')
  const nameOf = (id: string) =>
    registry.names.get(id) ?? (named.get(id) as { name: string } | undefined)?.name ?? id
  const changed: ChangedTie[] = []
  for (const [key, by] of ties) {
    if (by === 0) continue
    const [a, b] = key.split(' ') as [string, string]
    const before = (tie.get(a, b) as { sentences: number } | undefined)?.sentences ?? 0
    const ends = { a: { id: a, name: nameOf(a) }, b: { id: b, name: nameOf(b) } }
    changed.push({ ...ends, before, after: before + by })
  }
  const appear = changed.filter(({ before }) => before === 0).length
  const disappear = changed.filter(({ after }) => after === 0).length
  const size = ({ before, after }: ChangedTie) => Math.max(before, after)
  changed.sort((x, y) => size(y) - size(x) || compareText(x.a.id + x.b.id, y.a.id + y.b.id))
  const examples = changed.slice(0, MOST_EXAMPLES)
  return { appear, disappear, change: changed.length - appear - disappear, examples }
}
