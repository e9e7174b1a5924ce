import type { Model } from '#extract/tagger/model.ts'
import type { Weights } from './crf.ts'

const HIGHEST = 127

/** One model out of several of equal standing: their mean, small weights dropped, as whole numbers of one byte. */
export function quantise(models: Weights[], cut: number): Model {
  const rows = mean(models.map((model) => model.rows)).map((w) => (Math.abs(w) < cut ? 0 : w))
  const transitions = mean(models.map((model) => model.transitions))
  const most = Math.max(largest(rows), largest(transitions))
  const toUnits = (weights: Float32Array) =>
    Int8Array.from(weights, (w) => Math.round((HIGHEST * w) / most))
  return { rows: toUnits(rows), transitions: toUnits(transitions), scale: most / HIGHEST }
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
