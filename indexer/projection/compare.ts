import { hash } from 'node:crypto'
import { fnv1a } from '#core/text/fnv1a.ts'
import type { Content } from '#core/projection.ts'

type Contents = () => Iterable<Content> | AsyncIterable<Content>

/** Keys of items of one kind that differ between an engine and the archive. */
export interface Difference {
  missing: string[]
  /** In both, but different. */
  differing: string[]
  /** Only in the engine. */
  superfluous: string[]
}

const BUCKETS = 4096
/** Maximum number of keys in memory at once. */
const OPENED_AT_ONCE = 200_000

/**
 * Compares the archive with an engine: first by a digest of each of 4,096 buckets of keys; only
 * differing buckets are read again, key by key, so that memory stays bounded.
 */
export async function compare(archive: Contents, engine: Contents): Promise<Difference> {
  const [ours, theirs] = [await digest(archive), await digest(engine)]
  const found: Difference = { missing: [], differing: [], superfluous: [] }
  for (const buckets of opened(ours, theirs)) {
    const fingerprints = new Map<string, string>()
    for await (const { key, fingerprint } of archive()) {
      if (buckets.has(bucketOf(key))) fingerprints.set(key, fingerprint)
    }
    for await (const { key, fingerprint } of engine()) {
      if (!buckets.has(bucketOf(key))) continue
      const own = fingerprints.get(key)
      if (own === undefined) found.superfluous.push(key)
      else if (own !== fingerprint) found.differing.push(key)
      fingerprints.delete(key)
    }
    found.missing.push(...fingerprints.keys())
  }
  return found
}

interface Digest {
  counts: Uint32Array
  /** Sums of hashes, in two halves that wrap around. */
  high: Uint32Array
  low: Uint32Array
}

async function digest(contents: Contents): Promise<Digest> {
  const [counts, high, low] = [0, 0, 0].map(() => new Uint32Array(BUCKETS))
  const sums = { counts: counts!, high: high!, low: low! }
  for await (const { key, fingerprint } of contents()) {
    const bucket = bucketOf(key)
    const hashed = hash('sha1', `${key}\n${fingerprint}`, 'buffer')
    sums.counts[bucket]! += 1
    sums.high[bucket]! += hashed.readUInt32LE(0)
    sums.low[bucket]! += hashed.readUInt32LE(4)
  }
  return sums
}

/** Yields the differing buckets in sets of bounded size. */
function* opened(ours: Digest, theirs: Digest): Generator<Set<number>> {
  let set = new Set<number>()
  let size = 0
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const isAlike = (['counts', 'high', 'low'] as const).every(
      (part) => ours[part][bucket] === theirs[part][bucket],
    )
    if (isAlike) continue
    set.add(bucket)
    size += Math.max(ours.counts[bucket]!, theirs.counts[bucket]!)
    if (size < OPENED_AT_ONCE) continue
    yield set
    set = new Set()
    size = 0
  }
  if (set.size > 0) yield set
}

function bucketOf(key: string): number {
  const hashed = fnv1a(key)
  return (hashed ^ (hashed >>> 12) ^ (hashed >>> 24)) & (BUCKETS - 1)
}
