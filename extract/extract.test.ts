import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MAX_MENTIONS, MAX_NAME_LENGTH } from '#core/limits.ts'
import { extract, EXTRACTOR_VERSION, readSentences } from './extract.ts'

const articles = join(process.env.DATELINE_SHARED ?? '../shared', 'articles')

describe('a reading', () => {
  const title = 'Barlow Says Harbour Board Will Wait'
  const body =
    'Tom Barlow, chairman of the Harbour Board, met Armenian Foreign\nMinister Ararat Mirzoyan in Yerevan.\n\n' +
    'Barlow said the talks with Mirzoyan’s ministry went well.'
  const reading = extract({ title, body, dateline: 'YEREVAN, May 5 (Reuters) -' })

  it('has the sentences that are read without names', () => {
    expect(reading.sentences).toEqual(readSentences(title, body))
  })

  it('links short forms to the names they stand for', () => {
    const barlow = reading.mentions.filter(({ entity }) => entity === 'person-tom-barlow')
    expect(barlow.map(({ surface, sentence, via }) => [surface, sentence, via])).toEqual([
      ['Barlow', 0, 'surname'],
      ['Tom Barlow', 1, 'tagger'],
      ['Barlow', 2, 'surname'],
    ])
  })

  it('leaves the possessive outside', () => {
    expect(reading.mentions.map(({ surface }) => surface)).toContain('Mirzoyan')
  })

  it('keeps the dateline apart from the evidence', () => {
    const dateline = reading.mentions.filter(({ field }) => field === 'dateline')
    expect(dateline.map(({ entity, via, sentence }) => [entity, via, sentence])).toEqual([
      ['country-am', 'dateline', null],
      ['org-reuters', 'dateline', null],
    ])
  })

  it.each([
    ['Bishkek/12.11.25/Steppe Wire:', 'org-steppe-wire'],
    ['BISHKEK, Nov 12 (Steppe Wire) -', 'org-steppe-wire'],
    ['Washington D.C./22.06.23/Turan:', 'org-turan'],
  ])('knows the whole name of the agency in %s', (dateline, agency) => {
    const { mentions } = extract({ title: '', body: '', dateline })
    expect(
      mentions.filter(({ kind }) => kind === 'organization').map(({ entity }) => entity),
    ).toEqual([agency])
  })

  it('cuts an endless name at the limit, in the text as well as in the name', () => {
    const endless = `A${'a'.repeat(50_000)}`
    const body = `The ${endless} Corp opened an office in Baku. Mr. Ivan ${endless} left.`
    const { mentions, roles } = extract({ title: endless, body, dateline: `BAKU (${endless}) -` })

    const named = mentions.filter(({ surface }) => surface.startsWith('Aa'))
    expect(named.length).toBeGreaterThan(0)
    for (const { field, start, end, surface, name } of mentions) {
      expect(Math.max(surface.length, name.length)).toBeLessThanOrEqual(MAX_NAME_LENGTH)
      if (field === 'body') expect(body.slice(start, end)).toBe(surface)
    }
    expect(roles.every(({ title }) => title.length <= MAX_NAME_LENGTH)).toBe(true)
  })

  it('keeps the first names of a text that is nothing but names', () => {
    const body = 'U.S. '.repeat(MAX_MENTIONS + 5000)
    const { mentions, sentences } = extract({ title: '', body, dateline: null })

    expect(mentions).toHaveLength(MAX_MENTIONS)
    expect(mentions.at(-1)!.end).toBe(5 * MAX_MENTIONS - 1)
    expect(sentences.at(-1)!.end).toBe(body.trimEnd().length)
  })

  it('names the version it was made by', () => {
    expect(EXTRACTOR_VERSION).toMatch(/\S/)
  })

  it('is empty for an empty article', () => {
    expect(extract({ title: '', body: '', dateline: null })).toEqual({
      sentences: [],
      mentions: [],
      roles: [],
      quotations: [],
    })
  })
})

const isShared = existsSync(articles)

describe(`an article like the first one (${isShared ? 'as it was scraped' : 'invented: no ../shared'})`, () => {
  const { mentions, roles } = extract(isShared ? scraped() : invented())
  const names = (kind: string) => {
    return new Set(mentions.filter((mention) => mention.kind === kind).map(({ name }) => name))
  }

  it('names exactly its four people', () => {
    expect(names('person')).toEqual(
      new Set(['Vedant Patel', 'Jeyhun Bayramov', 'Ararat Mirzoyan', 'Sergei Lavrov']),
    )
  })

  it('names its four countries and the State Department', () => {
    expect(names('country')).toEqual(new Set(['Azerbaijan', 'Armenia', 'United States', 'Russia']))
    expect(names('organization')).toContain('State Department')
  })

  it('gives each minister his own country', () => {
    const stated = roles.map(({ person, of, title }) => {
      return [mentions[person]!.name, title, mentions[of]!.name]
    })
    expect(stated).toContainEqual(['Jeyhun Bayramov', 'foreign minister', 'Azerbaijan'])
    expect(stated).toContainEqual(['Ararat Mirzoyan', 'foreign minister', 'Armenia'])
  })
})

const DATELINE = 'Washington D.C./22.06.23/Turan:'

function scraped() {
  const [file] = readdirSync(articles)
  const [title = '', ...lines] = readFileSync(join(articles, file!), 'utf8').split('\n')
  const text = lines.join('\n').trim()
  return {
    title,
    dateline: DATELINE,
    body: text.slice(DATELINE.length, text.indexOf('Alex Raufoglu')),
  }
}

function invented() {
  const body =
    'Foreign Ministers of Azerbaijan and Armenia - Jeyhun Bayramov and Ararat Mirzoyan - will sit down in Washington.\n\n' +
    '"We shall see," State Department spokesperson Vedant Patel said.\n\nPatel did not comment on what the Russian ' +
    'foreign minister, Sergei Lavrov, had told Karabakh envoys about the U.S. role.'
  return {
    title: 'Azerbaijan, Armenia To Sit Down Again, State Department Says',
    dateline: DATELINE,
    body,
  }
}

describe('a headline in capitals', () => {
  const named = (title: string, body: string) =>
    extract({ title, body, dateline: null })
      .mentions.filter(({ sentence, entity }) => sentence === 0 && entity !== null)
      .map(({ surface, name }) => [surface, name])

  it('is no run of names and verbs where the text below knows the names', () => {
    const found = named(
      'Astana Congratulates Mammadova on Grid Deal',
      'Leyla Mammadova signed the deal on Monday. Kazakhstan sent its best wishes to Mammadova.',
    )

    expect(found).toContainEqual(['Mammadova', 'Leyla Mammadova'])
    expect(found.map(([surface]) => surface)).not.toContain('Astana Congratulates Mammadova')
  })
})
