import { describe, expect, it } from 'vitest'
import { cityId, cityName, countryOfCity, isCityId } from './city.ts'

describe('the id of a city', () => {
  it.each([
    ['az', 'Baku', 'place-az-baku', 'Baku'],
    ['br', 'Rio de Janeiro', 'place-br-rio-de-janeiro', 'Rio de Janeiro'],
    ['br', 'São Paulo', 'place-br-sao-paulo', 'Sao Paulo'],
    ['gb', 'Stoke-on-Trent', 'place-gb-stoke-on-trent', 'Stoke on Trent'],
    ['ru', 'St. Petersburg', 'place-ru-st-petersburg', 'St Petersburg'],
  ])('%s, %s is %s and tells its name', (country, name, id, shown) => {
    expect(cityId(country, name)).toBe(id)
    expect(cityName(id)).toBe(shown)
    expect(countryOfCity(id)).toBe(country)
  })

  it('of a country with a code in two parts holds one word for it', () => {
    expect(cityId('az-nk', 'Stepanakert')).toBe('place-aznk-stepanakert')
  })

  it.each(['Baku', 'person-place-x', 'place-', 'country-az'])('is not %s', (value) => {
    expect(isCityId(value)).toBe(false)
    expect(cityName(value)).toBe(value)
  })
})
