import { dayOf } from '#core/graph/period.ts'
import { fromTieKey } from '../tie-key.ts'
import type { ArticleCounts, Tally } from './article-counts.ts'

/** Change of a count within one transaction. */
export interface Delta {
  stories: number
  sentences: number
  /** Sum of `tieWeight`; only for ties. */
  weight: number
  articles: number
  first: string | null
  last: string | null
  /** True if something was removed. */
  shrunk: boolean
  /** Days of removed articles: if one was the first or last of all, the dates must be looked up again. */
  goneFirst: string | null
  goneLast: string | null
}

export interface EntityDelta extends Delta {
  row: number
  /** By written form: number of sentences, and of mentions with it as their full name. */
  aliases: Map<string, { count: number; full: number }>
  /** True if the entity's roles may have changed. */
  restated: boolean
}

export interface TieDelta extends Delta {
  a: number
  b: number
}

/** The changes of one transaction, by entity row and by tie key. */
export interface CountChanges {
  entity(row: number): EntityDelta
  tie(key: number): TieDelta
  /** Adds everything an article counts for, or takes it off. */
  apply(counts: ArticleCounts, publishedAt: string | null, sign: 1 | -1): void
  applyAliases(aliases: ArticleCounts['aliases'], sign: 1 | -1): void
  /** In order of rows, as writing them is fastest. */
  entities(): EntityDelta[]
  ties(): TieDelta[]
  clear(): void
}

export function createCountChanges(): CountChanges {
  const entities = new Map<number, EntityDelta>()
  const ties = new Map<number, TieDelta>()

  function entity(row: number): EntityDelta {
    let delta = entities.get(row)
    if (!delta) entities.set(row, (delta = newEntityDelta(row)))
    return delta
  }

  function tie(key: number): TieDelta {
    let delta = ties.get(key)
    if (!delta) ties.set(key, (delta = { ...fromTieKey(key), ...noChange() }))
    return delta
  }

  function applyAliases(aliases: ArticleCounts['aliases'], sign: 1 | -1): void {
    for (const { row, name, count, full } of aliases) {
      countAlias(entity(row).aliases, name, sign * count, sign * full)
    }
  }

  return {
    entity,
    tie,
    applyAliases,
    apply(counts, publishedAt, sign) {
      for (const [row, tally] of counts.entities) {
        const delta = entity(row)
        delta.restated = true
        change(delta, signed(tally, sign), sign, publishedAt)
      }
      for (const [key, tally] of counts.ties) {
        change(tie(key), signed(tally, sign), sign, publishedAt)
      }
      applyAliases(counts.aliases, sign)
    },
    entities: () => [...entities.values()].sort((x, y) => x.row - y.row),
    ties: () => [...ties.values()].sort((x, y) => x.a - y.a || x.b - y.b),
    clear() {
      entities.clear()
      ties.clear()
    },
  }
}

const noChange = (): Delta => ({
  stories: 0,
  sentences: 0,
  weight: 0,
  articles: 0,
  first: null,
  last: null,
  shrunk: false,
  goneFirst: null,
  goneLast: null,
})

const newEntityDelta = (row: number): EntityDelta => ({
  row,
  ...noChange(),
  aliases: new Map(),
  restated: false,
})

/** `articles` is 1 if an article came in, -1 if it went out, 0 if it stays with other sentences. */
export function change(delta: Delta, tally: Tally, articles: number, date: string | null): void {
  delta.sentences += tally.sentences
  delta.weight += tally.weight
  delta.articles += articles
  delta.stories += articles
  if (articles < 0) delta.shrunk = true
  if (date === null || articles === 0) return
  const day = dayOf(date)
  const [first, last] =
    articles > 0 ? (['first', 'last'] as const) : (['goneFirst', 'goneLast'] as const)
  delta[first] = earlier(delta[first], day)
  delta[last] = later(delta[last], day)
}

const earlier = (known: string | null, day: string) => (known === null || day < known ? day : known)

const later = (known: string | null, day: string) => (known === null || day > known ? day : known)

const signed = ({ sentences, weight }: Tally, sign: 1 | -1): Tally => ({
  sentences: sign * sentences,
  weight: sign * weight,
})

export function isNothing({
  aliases,
  sentences,
  articles,
  stories,
  restated,
}: EntityDelta): boolean {
  const isSame = [...aliases.values()].every(({ count, full }) => count === 0 && full === 0)
  return isSame && sentences === 0 && articles === 0 && stories === 0 && !restated
}

function countAlias(aliases: EntityDelta['aliases'], name: string, count: number, full: number) {
  const known = aliases.get(name)
  if (!known) {
    aliases.set(name, { count, full })
    return
  }
  known.count += count
  known.full += full
}
