const OFFSET_BASIS = 0x811c9dc5
const PRIME = 0x01000193

/** FNV-1a of the UTF-16 units from `from` to `to`, as a signed 32-bit integer: fast and well spread, no protection. */
export function fnv1a(text: string, from = 0, to = text.length, seed = OFFSET_BASIS): number {
  let hash = seed
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME)
  return hash | 0
}
