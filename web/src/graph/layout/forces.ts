import iterate, { type ForceAtlas2Settings } from 'graphology-layout-forceatlas2/iterate.js'
import type { Body, Spring } from './body.ts'

/** Picture units per ForceAtlas2 unit, chosen so that forces settle fast. */
const UNIT = 12
const SIZE = 24 / UNIT
/** Strong gravity keeps unconnected parts together. */
const SETTINGS: ForceAtlas2Settings = {
  linLogMode: false,
  outboundAttractionDistribution: false,
  adjustSizes: true,
  edgeWeightInfluence: 1,
  scalingRatio: 9,
  strongGravityMode: true,
  gravity: 0.35,
  slowDown: 6,
  barnesHutOptimize: false,
  barnesHutTheta: 0.5,
}

/** Depends on the number of bodies, never on time, so that a picture is the same on every machine. */
export const iterationsFor = (bodies: number): number =>
  Math.max(30, Math.min(300, Math.floor(6_000_000 / (bodies * bodies || 1))))

/** Moves the bodies that are not fixed to an equilibrium; deterministic. */
export function settle(bodies: readonly Body[], springs: readonly Spring[]): Body[] {
  const at = new Map(bodies.map(({ id }, i) => [id, i]))
  const nodes = new Float32Array(10 * bodies.length)
  const known = springs.filter(({ a, b }) => at.has(a) && at.has(b))
  const edges = new Float32Array(3 * known.length)
  bodies.forEach(({ x, y, fixed }, i) => {
    nodes.set([x / UNIT, y / UNIT, 0, 0, 0, 0, 1, 1, SIZE, fixed ? 1 : 0], 10 * i)
  })
  known.forEach(({ a, b, weight }, i) => {
    const [one, other] = [10 * at.get(a)!, 10 * at.get(b)!]
    edges.set([one, other, weight], 3 * i)
    nodes[one + 6]! += weight
    nodes[other + 6]! += weight
  })
  for (let i = iterationsFor(bodies.length); i > 0; i--) iterate(SETTINGS, nodes, edges)
  return bodies.map((body, i) =>
    body.fixed ? body : { ...body, x: UNIT * nodes[10 * i]!, y: UNIT * nodes[10 * i + 1]! },
  )
}
