import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stem } from '#core/text/stem.ts'
import { words } from '#core/text.ts'
import { askElasticsearch, deleteIndexesOf, randomPrefix } from '#tests/elasticsearch.ts'
import { sharedData } from '#tests/shared-data.ts'
import { testService } from '#tests/services.ts'
import { ANALYSIS } from './analysis.ts'

const address = await testService('elasticsearch')
const POINTS_AT_ONCE = 16_384

describe.skipIf(!address)('the words of Elasticsearch', () => {
  const index = randomPrefix()
  beforeAll(async () => {
    const settings = { 'analyze.max_token_count': 1_000_000, analysis: ANALYSIS }
    await askElasticsearch(address!, 'PUT', `/${index}`, { settings })
  })
  afterAll(() => deleteIndexesOf(address!, index))

  async function wordsOf(analyzer: string, text: string): Promise<string[]> {
    const path = `/${index}/_analyze?filter_path=tokens.token`
    const { tokens } = await askElasticsearch<{ tokens?: { token: string }[] }>(
      ...[address!, 'POST', path, { analyzer, text }],
    )
    return (tokens ?? []).map(({ token }) => token)
  }

  const ours = (text: string) => words(text).map(({ word }) => word)

  it('are ours, whatever characters a text contains', async () => {
    for (let first = 0; first <= 0x10ffff; first += POINTS_AT_ONCE) {
      const points = Array.from({ length: POINTS_AT_ONCE }, (_, i) => first + i)
      const text = points
        .filter((point) => point < 0xd800 || point > 0xdfff)
        .map((point) => `a${String.fromCodePoint(point)}b`)
        .join(' ')

      expect(await wordsOf('dateline_written', text)).toEqual(ours(text))
    }
  })

  it('are ours around a lone half of a surrogate pair', async () => {
    const text = 'a\ud800b c\udc00d'

    expect(await wordsOf('dateline_written', text)).toEqual(ours(text))
  })

  it('are cut to the length that Lucene accepts', async () => {
    expect(await wordsOf('dateline_written', 'ठ'.repeat(20_000))).toEqual(['ठ'.repeat(10_922)])
  })

  it('have the same stems as ours', async () => {
    const vocabulary = new Set([...ours(SOME_WORDS), ...storiesIfThere().flatMap(ours)])
    const all = [...vocabulary]
    for (let i = 0; i < all.length; i += 20_000) {
      const some = all.slice(i, i + 20_000)

      expect(await wordsOf('dateline_stem', some.join(' '))).toEqual(some.map(stem))
    }
  })
})

/** Used if the shared data is absent. */
const SOME_WORDS = `
  caresses ponies ties cats feed agreed plastered motoring sing conflated troubled sized hopping falling hissing
  failing filing happy sky relational conditional rational valenci hesitanci digitizer conformabli radicalli
  differentli vileli analogousli vietnamization predication operator feudalism decisiveness hopefulness callousness
  formaliti sensitiviti sensibiliti triplicate formative formalize electriciti electrical hopeful goodness revival
  allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment dependent adoption
  homologou communism activate angulariti homologous effective bowdlerize probate rate cease controll roll
  a is as the skies dying by say ее naive resume straße şahin 1987 3rd x2y
`

function storiesIfThere(): string[] {
  const path = sharedData('data/reuters.jsonl.gz')
  return path ? gunzipSync(readFileSync(path)).toString().split('\n') : []
}
