import fc from 'fast-check'
import { expect, it } from 'vitest'
import { topK } from './top-k.ts'

it('equals sorting everything and cutting', () => {
  const rows = fc.uniqueArray(fc.nat(10_000), { maxLength: 300 })
  fc.assert(
    fc.property(rows, fc.nat(320), (values, count) => {
      const compare = (x: number, y: number) => (x % 7) - (y % 7) || y - x

      const found = topK(Int32Array.from(values), count, compare)

      expect(found).toEqual(values.sort(compare).slice(0, count))
    }),
  )
})
