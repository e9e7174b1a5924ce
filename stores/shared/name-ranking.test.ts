import { expect, it } from 'vitest'
import type { EntityKind } from '#core/article.ts'
import { bestMatches, matchedForm } from './name-ranking.ts'
import { type NamedEntity, toForm, toTyped } from './name-index.ts'

function named(id: string, articles: number, ...names: string[]): NamedEntity {
  const kind = id.split('-')[0] as EntityKind
  const forms = names.map((name, i) => toForm(name, i + 1))
  return { row: 1, id, kind, name: names[0]!, articles, sentences: articles, forms }
}

const idsOf = (entities: NamedEntity[]) => entities.map(({ id }) => id)

it('gives places that a kind does not need to the best of the others', () => {
  const people = [5, 9, 7, 3].map((articles) =>
    named(`person-${articles}`, articles, `Ana ${articles}`),
  )
  const country = named('country-x', 1, 'Anatolia')

  const best = bestMatches([...people, country], toTyped('ana'), 4)

  expect(idsOf(best)).toEqual(['person-9', 'person-7', 'person-5', 'country-x'])
})

it('puts the exact spelling before other accents, and both before longer names', () => {
  const longer = named('person-a', 90, 'Sao Paulo Silva')
  const accent = named('person-b', 20, 'São Paulo')
  const letter = named('person-c', 10, 'Sao Paulo')

  const best = bestMatches([longer, accent, letter], toTyped(' Sao Paulo '), 3)

  expect(idsOf(best)).toEqual(['person-c', 'person-b', 'person-a'])
})

it('returns nothing for a size of 0', () => {
  expect(bestMatches([named('person-a', 1, 'Ana')], toTyped('ana'), 0)).toEqual([])
})

it("prefers an entity's own name over a more frequent form as the match", () => {
  const entity = named('person-a', 1, 'Ana Silva', 'Ana', 'Silva')

  expect(matchedForm(entity, toTyped('an')).name).toBe('Ana Silva')
  expect(matchedForm(entity, toTyped('sil')).name).toBe('Ana Silva')
  expect(matchedForm(entity, toTyped('ANA')).name).toBe('Ana')
})
