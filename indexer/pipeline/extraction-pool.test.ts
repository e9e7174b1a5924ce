import { afterEach, expect, it } from 'vitest'
import { encodeReading } from '#core/reading.ts'
import { extract } from '#extract/extract.ts'
import { type ExtractionPool, openExtractionPool } from './extraction-pool.ts'

let pool: ExtractionPool
afterEach(() => pool.close())

const text = (i: number) => ({
  title: `Talks ${i}`,
  body: `Leyla Mammadova met John Smith in Baku. ${'They spoke. '.repeat((i * 37) % 100)}`,
  dateline: null,
})

it('gives each text its own reading, the same as without threads', async () => {
  pool = openExtractionPool(2, null)
  const texts = Array.from({ length: 200 }, (_, i) => text(i))
  const readings = texts.map((one) => pool.read(one))
  pool.flush()

  expect(await Promise.all(readings)).toEqual(texts.map((one) => encodeReading(extract(one))))
})

it('fails each reading with the error of its thread', async () => {
  pool = openExtractionPool(1, '/no/such/model')
  const readings = [pool.read(text(1)), pool.read(text(2))]
  pool.flush()

  for (const reading of readings) await expect(reading).rejects.toThrow('/no/such/model')
})

it('fails pending readings when it is closed', async () => {
  pool = openExtractionPool(1, null)
  const reading = pool.read({ ...text(1), body: 'They spoke. '.repeat(10_000) })
  pool.flush()
  await pool.close()

  await expect(reading).rejects.toThrow()
})
