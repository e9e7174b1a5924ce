import { LABELS, OUTSIDE } from '#extract/tagger/labels.ts'
import type { Model } from '#extract/tagger/model.ts'
import type { Weights } from './crf.ts'

const HIGHEST = 127

/** Averages several models, drops small weights and quantizes to one byte. */
export function quantise(models: Weights[], cut: number): Model {
  const rows = mean(models.map((model) => model.rows)).map((w) => (Math.abs(w) < cut ? 0 : w))
  const transitions = mean(models.map((model) => model.transitions))
  const most = Math.max(largest(rows), largest(transitions))
  const toUnits = (weights: Float32Array) =>
    Int8Array.from(weights, (w) => Math.round((HIGHEST * w) / most))
  return { rows: limit(toUnits(rows)), transitions: toUnits(transitions), scale: most / HIGHEST }
}

/** Clamps each weight to HIGHEST around its row's OUTSIDE weight, the range that the decoder supports. */
function limit(rows: Int8Array): Int8Array {
  return rows.map((weight, i) => {
    const outside = rows[i - (i % LABELS) + OUTSIDE]!
    return Math.max(outside - HIGHEST, Math.min(outside + HIGHEST, weight))
  })
}

function mean(models: Float32Array[]): Float32Array {
  const sum = models[0]!.slice()
  for (const model of models.slice(1)) for (let i = 0; i < sum.length; i++) sum[i]! += model[i]!
  return sum.map((w) => w / models.length)
}

function largest(weights: Float32Array): number {
  let most = 0
  for (const w of weights) if (Math.abs(w) > most) most = Math.abs(w)
  return most
}
