import { expect, it } from 'vitest'
import { story } from '#tests/builders.ts'
import { openedStore } from './opened-store.ts'
import type { OpenSearchStore } from './search-store.ts'

const NEWS = [
  'Nakasone met Volcker.',
  'Nakasone spoke; Thatcher did not.',
  'Thatcher, thatchers and a thatched roof.',
  'Volckers of the world. Wolves.',
  'Ərdoğan and the ship; shop, shin.',
].map((body, i) => story({ id: `${i}`, title: i === 2 ? 'Nakasone' : '-', body }))

/** How the archive spells misspelled words. */
export function testSpellings(open: OpenSearchStore) {
  const store = openedStore(() => open(NEWS))

  it.each([
    ['nakasoni', [['nakasone', 3]]],
    ['volker', [['volcker', 1]]],
    ['thacher', [['thatcher', 2]]],
    [
      'thatcherr',
      [
        ['thatcher', 2],
        ['thatchers', 1],
        ['thatched', 1],
      ],
    ],
    ['erdogen', [['erdogan', 1]]],
    // Too short to correct, or spelled as in the archive.
    ['shap', []],
    ['nakasonee', [['nakasone', 3]]],
    ['"volk" OR er', []],
    ['', []],
  ])('spells %s as the archive does', async (typed, expected) => {
    const [found] = await store().spellings([typed])

    expect(found!.map(({ word, articles }) => [word, articles])).toEqual(expected)
  })

  it('answers for each word, in their order', async () => {
    const found = await store().spellings(['thacher', 'xyzzyx', 'volker'])

    expect(found.map((each) => each[0]?.word ?? null)).toEqual(['thatcher', null, 'volcker'])
  })
}
