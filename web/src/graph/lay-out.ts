import { type Answers, type Scene, replay } from '#core/graph-log/replay.ts'
import { settingsAfter } from '#core/graph-log/settings.ts'
import type { Step } from '#core/graph-log/start.ts'
import type { Network } from '#core/search.ts'
import { type Arrival, type Places, arrange, relax } from './layout/arrange.ts'

/** Maximum number of countries drawn when switched on: the strongest. */
const MAX_COUNTRIES = 12

/**
 * Positions after each step. The layout is replayed step by step, since existing names must not move when others are
 * added; earlier layouts are cached.
 */
export class Layouts {
  #known = new Map<string, Places>()

  /**
   * `network` holds the ties that attract: those of all members ever added, whatever period is shown. The first `begun`
   * steps are the start and are laid out as one.
   */
  after(steps: readonly Step[], begun: number, answers: Answers, network: Network): Places {
    let places: Places = new Map()
    for (let at = Math.min(begun, steps.length); at <= steps.length; at++) {
      const done = steps.slice(0, at)
      const scene = replay(done, answers)
      // A late answer changes the positions of its names.
      const key = JSON.stringify([done, scene.added, network.version])
      places = this.#known.get(key) ?? layStep(places, { steps: done, scene, network })
      this.#known.set(key, places)
    }
    return places
  }
}

interface Layer {
  steps: readonly Step[]
  scene: Scene
  network: Network
}

function layStep(standing: Places, { steps, scene, network }: Layer): Places {
  const step = steps.at(-1)!
  if (step.op === 'pin')
    return standing.has(step.id) ? new Map(standing).set(step.id, step) : standing
  if (step.op === 'relax') return relax(standing, network.ties, scene.pinned)
  const arrivals = [
    ...newMembers(standing, scene, network),
    ...newCountries(standing, { steps, scene, network }),
  ]
  if (arrivals.length === 0) return standing
  return arrange(standing, arrivals, network.ties, scene.pinned)
}

/** Members in the network that have no position yet. */
function newMembers(standing: Places, { members }: Scene, network: Network): Arrival[] {
  const named = new Set(network.entities.map(({ id }) => id))
  return [...members.values()].filter(({ id }) => !standing.has(id) && named.has(id))
}

function newCountries(standing: Places, { steps, scene, network }: Layer): Arrival[] {
  if (!settingsAfter(steps.filter((step) => step.op !== 'search')).countries) return []
  const reach = new Map<string, { sentences: number; parent: string }>()
  const countries = new Set(
    network.entities.filter(({ kind }) => kind === 'country').map(({ id }) => id),
  )
  // The strongest ties come first, so the first one found is the parent.
  for (const { a, b, sentences } of network.ties) {
    for (const [id, other] of [
      [a, b],
      [b, a],
    ] as const) {
      if (!countries.has(id) || !scene.members.has(other) || scene.hidden.has(other)) continue
      const known = reach.get(id)
      reach.set(id, {
        sentences: sentences + (known?.sentences ?? 0),
        parent: known?.parent ?? other,
      })
    }
  }
  return [...reach]
    .sort(([, a], [, b]) => b.sentences - a.sentences)
    .slice(0, MAX_COUNTRIES)
    .filter(([id]) => !standing.has(id) && !scene.members.has(id))
    .map(([id, { parent }]) => ({ id, parent }))
}
