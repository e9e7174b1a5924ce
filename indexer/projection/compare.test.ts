import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Content } from '#core/projection.ts'
import { compare } from './compare.ts'

const contents = fc
  .uniqueArray(fc.tuple(fc.string({ maxLength: 6 }), fc.constantFrom('1', '2')), {
    selector: ([key]) => key,
    maxLength: 60,
  })
  .map((pairs) => pairs.map(([key, fingerprint]): Content => ({ key, fingerprint })))

it('names what is missing, different or superfluous, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(contents, contents, async (ours, theirs) => {
      const found = await compare(
        () => ours,
        () => theirs,
      )
      const [own, other] = [ours, theirs].map(
        (each) => new Map(each.map(({ key, fingerprint }) => [key, fingerprint])),
      ) as [Map<string, string>, Map<string, string>]
      const sorted = (keys: Iterable<string>) => [...keys].sort()

      expect(sorted(found.missing)).toEqual(sorted([...own.keys()].filter((k) => !other.has(k))))
      expect(sorted(found.superfluous)).toEqual(
        sorted([...other.keys()].filter((k) => !own.has(k))),
      )
      expect(sorted(found.differing)).toEqual(
        sorted([...own.keys()].filter((k) => other.has(k) && other.get(k) !== own.get(k))),
      )
    }),
    { numRuns: 100 },
  )
})

it('reads each side once if both are equal, in any order', async () => {
  const all = Array.from({ length: 5000 }, (_, i) => ({ key: `k${i}`, fingerprint: String(i) }))
  let reads = 0
  const side = (list: Content[]) => () => {
    reads++
    return list
  }

  expect(await compare(side(all), side(all.toReversed()))).toEqual({
    missing: [],
    differing: [],
    superfluous: [],
  })
  expect(reads).toBe(2)
})
