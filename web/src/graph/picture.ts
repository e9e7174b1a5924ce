import { type Change, changeOf, rateScore } from '#core/graph/changes.ts'
import { ENTITY_KINDS, type EntityKind } from '#core/article.ts'
import { compareText } from '#core/text/compare-text.ts'
import type { Scene } from '#core/graph-log/replay.ts'
import type { GraphSettings } from '#core/graph-log/settings.ts'
import type { Network, NetworkEntity, NetworkTie } from '#core/search.ts'
import type { Point } from './layout/body.ts'
import type { Places } from './layout/arrange.ts'

/** A country that an entity is often named with, drawn as two letters next to it. */
export interface Badge {
  id: string
  code: string
  name: string
  sentences: number
}

/** An entity as drawn and listed. */
export interface PictureNode extends Point {
  id: string
  kind: EntityKind
  name: string
  sentences: number
  articles: number
  radius: number
  isPinned: boolean
  badges: Badge[]
  /** Names folded into it. */
  folded: { id: string; name: string }[]
}

/** A tie as drawn and listed. */
export interface PictureLine {
  a: string
  b: string
  sentences: number
  articles: number
  /** From 0 (weakest line drawn) to 1 (strongest). */
  strength: number
  change: Change | null
}

export interface Picture {
  /** Most articles first. */
  nodes: PictureNode[]
  /** Most sentences first. */
  lines: PictureLine[]
  /** Minimum number of articles of a tie, and the number of ties that it hides. */
  minimum: number
  weaker: number
  /** Whether lines show what changed between two periods; a null change means unchanged. */
  isCompared: boolean
  /** Entities by kind, whether shown or hidden by the legend. */
  kinds: Record<EntityKind, number>
  /** Entities that no sentence of these articles names. */
  unnamed: { id: string; name: string }[]
}

/** Everything that a picture is made from. */
export interface PictureSource {
  scene: Scene
  places: Places
  settings: GraphSettings
  /** Counts within the shown period and search. */
  network: Network
  /** The networks of two periods, while they are compared. */
  compared: { earlier: Network; later: Network } | null
}

const RADIUS = { min: 5, max: 17 }
const MAX_BADGES = 2
/** Possible minimums of articles per tie if the user has chosen none, highest first. */
const FLOORS = [3, 2, 1]
/** Share of the entities that may lose their last line to the minimum. */
const MAX_LOOSE = 0.15

export function draw({ scene, places, settings, network, compared }: PictureSource): Picture {
  const counted = new Map(network.entities.map((entity) => [entity.id, entity]))
  const present = [...places.keys()].filter((id) => !scene.hidden.has(id) && counted.has(id))
  const shown = new Set(present.filter((id) => settings.kinds.includes(counted.get(id)!.kind)))
  const among = network.ties.filter(({ a, b }) => shown.has(a) && shown.has(b))
  const fold = foldings(scene.folds, among, shown)
  const all = compared
    ? changedTies(compared, shown)
    : among.map((tie) => ({ ...tie, change: null }))
  const minimum = settings.minimum ?? usualFloor(among, shown)
  const kept = all.filter((tie) => tie.articles >= minimum || isRevealed(tie, scene))
  const drawn = joined(kept, fold)
  return {
    nodes: nodesOf(shown, { scene, places, counted, network, fold, settings }),
    lines: withStrength(drawn),
    minimum,
    isCompared: compared !== null,
    weaker: all.length - kept.length,
    kinds: countKinds(present.map((id) => counted.get(id)!)),
    unnamed: [...scene.members.values()]
      .filter(({ id }) => !counted.has(id) && !scene.hidden.has(id))
      .map(({ id, named }) => ({ id, name: named?.name ?? id })),
  }
}

interface Drawn {
  scene: Scene
  places: Places
  counted: ReadonlyMap<string, NetworkEntity>
  network: Network
  fold: ReadonlyMap<string, string>
  settings: GraphSettings
}

function nodesOf(
  shown: ReadonlySet<string>,
  { scene, places, counted, network, fold, settings }: Drawn,
): PictureNode[] {
  const entities = [...shown].filter((id) => !fold.has(id)).map((id) => counted.get(id)!)
  const most = Math.max(1, ...entities.map(({ articles }) => articles))
  const badges = settings.countries ? new Map<string, Badge[]>() : badgesOf(network, shown)
  const inside = Map.groupBy(fold.keys(), (id) => fold.get(id)!)
  const nodes = entities.map(({ id, kind, name, sentences, articles }) => ({
    ...{ id, kind, name, sentences, articles },
    ...places.get(id)!,
    // Areas are compared, so radii are proportional to the square root.
    radius: RADIUS.min + (RADIUS.max - RADIUS.min) * Math.sqrt(articles / most),
    isPinned: scene.pinned.has(id),
    badges: badges.get(id) ?? [],
    folded: (inside.get(id) ?? []).map((each) => ({ id: each, name: counted.get(each)!.name })),
  }))
  return nodes.sort((a, b) => b.articles - a.articles || compareText(a.id, b.id))
}

/** Folded names with the entity each is drawn into: names whose strongest tie is with a folded entity. */
function foldings(
  folds: readonly string[],
  ties: readonly NetworkTie[],
  shown: ReadonlySet<string>,
): Map<string, string> {
  const centers = new Set(folds.filter((id) => shown.has(id)))
  const strongest = new Map<string, string>()
  // The strongest ties come first.
  for (const { a, b } of ties) {
    if (!strongest.has(a)) strongest.set(a, b)
    if (!strongest.has(b)) strongest.set(b, a)
  }
  return new Map([...strongest].filter(([id, to]) => centers.has(to) && !centers.has(id)))
}

/** Redirects the ties of folded names; of several ties between the same two, only the strongest is kept. */
function joined<T extends NetworkTie>(ties: readonly T[], fold: ReadonlyMap<string, string>): T[] {
  if (fold.size === 0) return [...ties]
  const seen = new Set<string>()
  return ties.flatMap((tie) => {
    const [a, b] = [fold.get(tie.a) ?? tie.a, fold.get(tie.b) ?? tie.b].sort(compareText)
    const key = `${a} ${b}`
    if (a === b || seen.has(key)) return []
    seen.add(key)
    return [{ ...tie, a: a!, b: b! }]
  })
}

function isRevealed({ a, b }: NetworkTie, { revealed }: Scene): boolean {
  return revealed.some((ids) => ids.includes(a) && ids.includes(b))
}

/** The highest minimum that leaves a tie to nearly every name that has one. */
function usualFloor(ties: readonly NetworkTie[], shown: ReadonlySet<string>): number {
  const reached = (floor: number) =>
    new Set(ties.filter((tie) => tie.articles >= floor).flatMap(({ a, b }) => [a, b])).size
  const tied = reached(1)
  const fits = (floor: number) => tied - reached(floor) <= MAX_LOOSE * shown.size
  return ties.length <= 2 * shown.size ? 1 : (FLOORS.find(fits) ?? 1)
}

/** Ties of either period with what changed; `articles` and `sentences` are from the period with more. */
function changedTies(
  { earlier, later }: { earlier: Network; later: Network },
  shown: ReadonlySet<string>,
) {
  const totals = { earlier: earlier.total.value, later: later.total.value }
  const key = ({ a, b }: NetworkTie) => `${a} ${b}`
  const before = new Map(earlier.ties.map((tie) => [key(tie), tie]))
  const after = new Map(later.ties.map((tie) => [key(tie), tie]))
  const both = new Map([...before, ...after])
  return [...both.values()]
    .filter(({ a, b }) => shown.has(a) && shown.has(b))
    .map((tie) => {
      const [was, is] = [before.get(key(tie)) ?? NOTHING, after.get(key(tie)) ?? NOTHING]
      const score = rateScore({ earlier: was.articles, later: is.articles }, totals)
      const larger = was.articles > is.articles ? was : is
      return { ...larger, a: tie.a, b: tie.b, change: changeOf(was, is, score) }
    })
    .sort((one, other) => other.sentences - one.sentences || compareText(key(one), key(other)))
}

const NOTHING = { sentences: 0, articles: 0, stories: 0 }

function withStrength<T extends Omit<PictureLine, 'strength'>>(ties: readonly T[]): PictureLine[] {
  const most = Math.max(1, ...ties.map(({ sentences }) => sentences))
  return ties.map(({ a, b, sentences, articles, change }) => {
    const strength = most === 1 ? 0.5 : Math.log(sentences) / Math.log(most)
    return { a, b, sentences, articles, strength, change }
  })
}

/** The countries that an entity is named with most, unless they are drawn themselves. */
function badgesOf({ entities, ties }: Network, shown: ReadonlySet<string>): Map<string, Badge[]> {
  const countries = new Map(
    entities
      .filter(({ id, kind }) => kind === 'country' && !shown.has(id))
      .map((each) => [each.id, each]),
  )
  const badges = new Map<string, Badge[]>()
  for (const { a, b, sentences } of ties) {
    for (const [id, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const country = countries.get(other)
      const known = badges.get(id) ?? []
      if (!country || !shown.has(id) || known.length >= MAX_BADGES) continue
      const code = other.replace(/^country-/, '').toUpperCase()
      badges.set(id, [...known, { id: other, code, name: country.name, sentences }])
    }
  }
  return badges
}

function countKinds(entities: readonly NetworkEntity[]): Record<EntityKind, number> {
  const count = (kind: EntityKind) => entities.filter((each) => each.kind === kind).length
  return Object.fromEntries(ENTITY_KINDS.map((kind) => [kind, count(kind)])) as Record<
    EntityKind,
    number
  >
}
