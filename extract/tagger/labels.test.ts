import { expect, it } from 'vitest'
import {
  beginOf,
  endOf,
  insideOf,
  LABELS,
  labelsOf,
  mayFollow,
  OUTSIDE,
  singleOf,
  spansOf,
  TYPES,
} from './labels.ts'

const PER = TYPES.indexOf('PER')
const ORG = TYPES.indexOf('ORG')

it('spells names as labels and reads them back', () => {
  const spans = [
    { from: 0, to: 1, type: 'PER' },
    { from: 1, to: 4, type: 'ORG' },
    { from: 5, to: 7, type: 'LOC' },
  ] as const

  const labels = labelsOf(spans, 8)

  expect([...labels.slice(0, 5)]).toEqual([
    singleOf(PER),
    beginOf(ORG),
    insideOf(ORG),
    endOf(ORG),
    OUTSIDE,
  ])
  expect(spansOf(labels)).toEqual(spans)
})

it('lets a name that was begun only go on or end as the same type', () => {
  const after = (label: number) =>
    Array.from({ length: LABELS }, (_, y) => y).filter((y) => mayFollow(label, y))

  expect(after(beginOf(ORG))).toEqual([insideOf(ORG), endOf(ORG)])
  expect(after(OUTSIDE)).toEqual(after(endOf(ORG)))
  expect(after(OUTSIDE)).toHaveLength(9)
})
