import { describe, expect, it } from 'vitest'
import { extract } from '../../extract.ts'

/** Distinct entities of a short form in a text. */
function meaningOf(short: string, body: string, title = ''): (string | null)[] {
  const { mentions } = extract({ title, body, dateline: null })
  return [
    ...new Set(mentions.filter(({ surface }) => surface === short).map(({ entity }) => entity)),
  ]
}

describe('a short form that an article defines', () => {
  it.each([
    [
      'ICC',
      'The Interstate Commerce Commission (ICC) approved the sale of the railway. The ICC said so on Monday.',
      'org-interstate-commerce-commission',
    ],
    [
      'EPA',
      "Japan's Economic Planning Agency (EPA) raised its forecast. An EPA official said demand grew.",
      'org-economic-planning-agency',
    ],
  ])('stands above what the gazetteer knows: %s', (short, body, entity) => {
    expect(meaningOf(short, body)).toEqual([entity])
  })

  it.each([
    [
      'IBC',
      'The Brazilian Coffee Institute (IBC) sold 300,000 bags. Traders said the IBC would wait.',
      'org-brazilian-coffee-institute',
    ],
    [
      'SPD',
      'Voters left the Social Democratic Party (SPD) in Hesse. The SPD lost nine seats.',
      'org-social-democratic-party',
    ],
    [
      'FECOM',
      'A loan from the European Monetary Cooperation Fund (FECOM) was repaid. FECOM lent more.',
      'org-european-monetary-cooperation-fund',
    ],
  ])('may have its letters in another order: %s', (short, body, entity) => {
    expect(meaningOf(short, body)).toEqual([entity])
  })

  it.each([
    [
      'Comex',
      'Gold rose on the Commodity Exchange (Comex) in New York. Volume at Comex doubled.',
      'org-commodity-exchange',
    ],
    [
      'Kepco',
      'Korea Electric Power Corp (Kepco) will build two plants. Kepco said so.',
      'org-korea-electric-power',
    ],
    [
      'Wada',
      'The World Anti-Doping Agency (Wada) tested forty riders. Wada named none of them.',
      'org-world-anti-doping-agency',
    ],
  ])('may be a word of syllables: %s', (short, body, entity) => {
    expect(meaningOf(short, body)).toEqual([entity])
  })

  it('does not make two of a known body that is spelled otherwise', () => {
    const body =
      'The International Coffee Organisation (ICO) met in London. The International Coffee Organisation has 74 members; ICO delegates left.'
    const { mentions } = extract({ title: '', body, dateline: null })
    const bodies = mentions.filter(({ kind }) => kind === 'organization')

    expect(new Set(bodies.map(({ entity }) => entity))).toEqual(
      new Set(['org-international-coffee-organization']),
    )
  })

  it('is no body where the long form is a thing', () => {
    expect(
      meaningOf('Ecu', 'It was sold for five European Currency Units (Ecu). The Ecu fell.'),
    ).not.toContain('org-european-currency-units')
    expect(
      meaningOf('PINs', 'Banks took Philippine Investment Notes (PINs). PINs sold well.'),
    ).not.toContain('org-philippine-investment-notes')
  })
})
