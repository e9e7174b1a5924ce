import { describe, expect, it } from 'vitest'
import { entityId } from './entity-id.ts'

describe('the id of an entity', () => {
  it.each([
    ['person', 'Sergei Lavrov', 'person-sergei-lavrov'],
    ['person', 'Jean-Marc O’Brien', 'person-jean-marc-obrien'],
    ['person', 'Leyla Məmmədova', 'person-leyla-memmedova'],
    ['person', 'Сергей Лавров', 'person-sergei-lavrov'],
    ['organization', 'State Department', 'org-state-department'],
    ['organization', 'The Harbour Board', 'org-harbour-board'],
    ['organization', 'Acme Widgets Co., Ltd.', 'org-acme-widgets'],
    ['organization', 'Barlow and Co', 'org-barlow'],
    ['organization', 'Barlow & Co', 'org-barlow'],
    ['organization', 'U.S. Senate', 'org-us-senate'],
    ['country', 'az-nk', 'country-az-nk'],
  ] as const)('of the %s %s is %s', (kind, name, id) => {
    expect(entityId(kind, name)).toBe(id)
  })

  it('never loses a name of which no plain letter is left', () => {
    const id = entityId('person', '習近平')
    expect(id).toMatch(/^person-[a-z0-9]+$/)
    expect(id).not.toBe(entityId('person', '李克强'))
  })

  it('tells endless names apart, and stays short', () => {
    const long = 'Committee '.repeat(100)
    expect(entityId('organization', `${long}A`).length).toBeLessThan(100)
    expect(entityId('organization', `${long}A`)).not.toBe(entityId('organization', `${long}B`))
  })
})
