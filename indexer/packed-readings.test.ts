import { expect, it } from 'vitest'
import { extract } from '#extract/extract.ts'
import { packReadings, unpackReadings } from './packed-readings.ts'

it('gives readings back as they were', () => {
  const readings = [
    extract({
      title: 'Mammadova Meets Orlov',
      body: 'Armenian Foreign Minister Leyla Mammadova met Mikhail Orlov. Former president Orlov left.',
      dateline: 'BAKU, May 5 (TASS) -',
    }),
    extract({ title: '', body: '', dateline: null }),
    extract({ title: '', body: 'The Foreign Ministry of Georgia said so.', dateline: null }),
  ]

  expect(readings[0]!.roles).not.toEqual([])
  expect(unpackReadings(packReadings(readings))).toEqual(readings)
})
