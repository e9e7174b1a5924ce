import { describe, expect, it } from 'vitest'
import { type Satellite, arrange, fitted } from './radial.ts'

const tie = (id: string, kind: Satellite['kind'], sentences = 4): Satellite => ({
  id,
  kind,
  sentences,
  articles: sentences,
})
const TIES = [
  tie('a', 'country', 16),
  tie('b', 'person', 9),
  tie('c', 'organization', 4),
  tie('d', 'person', 1),
  tie('e', 'country', 1),
]

describe('arrange', () => {
  it('puts kinds together and keeps their order', () => {
    const { places } = arrange(TIES, 600)

    expect(places.map((place) => place.tie.id).join('')).toBe('bdcae')
  })

  it('fills the right side downwards, then the left upwards', () => {
    const { places } = arrange(TIES, 600)

    expect(places.map(({ side }) => side)).toEqual(['right', 'right', 'right', 'left', 'left'])
    expect(places[0]!.y).toBeLessThan(places[2]!.y)
    expect(places[3]!.y).toBeGreaterThan(places[4]!.y)
  })

  it('leaves room for a label in every row', () => {
    const many = Array.from({ length: 16 }, (_, i) => tie(`t${i}`, 'person'))
    const { places, height, width } = arrange(many, 360)

    const right = places.filter(({ side }) => side === 'right').map(({ y }) => y)
    expect(right.slice(1).every((y, i) => y - right[i]! >= 24)).toBe(true)
    expect(places.every(({ x, y }) => x > 0 && x < width && y > 0 && y < height)).toBe(true)
  })

  it('gives the strongest the widest line', () => {
    const { places } = arrange(TIES, 600)
    const weight = Object.fromEntries(places.map((place) => [place.tie.id, place.weight]))

    expect(weight.a).toBe(6)
    expect(weight.d).toBeLessThan(weight.b!)
  })

  it('draws a center alone', () => {
    expect(arrange([], 600).places).toEqual([])
  })
})

describe('fitted', () => {
  it('cuts what does not fit', () => {
    const widthOf = (text: string) => 8 * text.length

    expect(fitted('Ministry of Canals', 80, widthOf)).toBe('Ministry…')
    expect(fitted('Oduya', 80, widthOf)).toBe('Oduya')
    expect(fitted('Oduya', 1, widthOf)).toBe('O…')
  })

  it.each([1, 2, 3, 5, 79, 80, 81, 400])(
    'shows as many letters of a name as fit into %i',
    (room) => {
      const name = 'Aa'.repeat(100)
      const shown = Math.max(1, Math.min(name.length, room - 1))
      const whole = room >= name.length

      expect(fitted(name, room, ({ length }) => length)).toBe(
        whole ? name : `${name.slice(0, shown)}…`,
      )
    },
  )

  it('measures of an endless name little more than what is shown', () => {
    let measured = 0
    const widthOf = (text: string) => {
      measured += text.length
      return 8 * text.length
    }

    expect(fitted('A'.repeat(50_000), 200, widthOf)).toBe(`${'A'.repeat(24)}…`)
    expect(measured).toBeLessThan(500)
  })
})
