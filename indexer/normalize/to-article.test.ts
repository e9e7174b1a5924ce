import { describe, expect, it } from 'vitest'
import { type Draft, emptyDraft } from './draft.ts'
import { MAX_NAME_LENGTH } from '#core/limits.ts'
import { MAX_TEXT_BYTES } from '../input/limits.ts'
import { toArticle } from './to-article.ts'

const OUTLET = { told: null, fallback: 'desk', agencyCounts: false }

const article = (draft: Partial<Draft>) =>
  toArticle({ ...emptyDraft(), title: 'Title', date: '2024-03-03', ...draft }, OUTLET)

describe('an id', () => {
  it.each([
    ['17', 'Reuters', 'reuters-17'],
    ['reuters-17', 'Reuters', 'reuters-17'],
    ['Reuters-17', 'Reuters', 'Reuters-17'],
    ['reuters17', 'Reuters', 'reuters-reuters17'],
    ['a.b_c~d-e', 'The Cape Courier', 'the-cape-courier-a.b_c~d-e'],
    ['1', 'İzmir Gündemi', 'izmir-gundemi-1'],
    ['x'.repeat(80), 'desk', `desk-${'x'.repeat(80)}`],
  ])('is the own id %j of source %j', (ownId, source, id) => {
    expect(article({ ownId, source }).article.id).toBe(id)
  })

  it.each(['https://courier.example/a?b=1', 'a b', 'ид', '../x', 'x'.repeat(81)])(
    'is a hash of an own id that is long or not URL-safe: %j',
    (ownId) => {
      const { id } = article({ ownId }).article

      expect(id).toMatch(/^desk-[0-9a-f]{16}$/)
      expect(article({ ownId, title: 'Corrected' }).article.id).toBe(id)
      expect(article({ ownId: `${ownId}!` }).article.id).not.toBe(id)
    },
  )

  it('is made from title and text if there is none', () => {
    const { id } = article({ body: 'Text.' }).article

    expect(article({ body: 'Text.', date: null }).article.id).toBe(id)
    expect(article({ body: 'Changed.' }).article.id).not.toBe(id)
    expect(article({ body: 'Text.', title: 'Changed' }).article.id).not.toBe(id)
  })

  it('is URL-safe whatever the source is called', () => {
    const ids = ['新聞', 'Газета', '!!!', 'x'.repeat(500)].map(
      (source) => article({ source, ownId: '1' }).article.id,
    )

    for (const id of ids) expect(id).toMatch(/^source-[0-9a-f]{8}-1$/)
    expect(new Set(ids).size).toBe(4)
  })
})

describe('a date', () => {
  it('that cannot be parsed is kept as written, with a warning', () => {
    const { article: read, warnings } = article({ date: '1987-03-31T605:12:19Z' })

    expect(read).toMatchObject({ publishedAt: null, publishedText: '1987-03-31T605:12:19Z' })
    expect(warnings).toEqual(['the date "1987-03-31T605:12:19Z" is not understood'])
  })

  it('that is absent is null, with a warning', () => {
    const { article: read, warnings } = article({ date: null })

    expect(read).toMatchObject({ publishedAt: null, publishedText: null })
    expect(warnings).toEqual(['there is no date'])
  })

  it('comes from the dateline if the record has none', () => {
    const body = 'LIMA, March 3, 2024 - Text of the day.'

    expect(article({ date: null, body })).toMatchObject({
      article: { publishedAt: '2024-03-03', place: 'Lima', body: 'Text of the day.' },
      warnings: [],
    })
  })

  it('takes its year from the record if that names no day', () => {
    const body = 'LIMA, March 3 - Text of the day.'

    expect(article({ date: '2024', body }).article.publishedAt).toBe('2024-03-03')
    expect(article({ date: null, body }).article).toMatchObject({
      publishedAt: null,
      publishedText: 'March 3',
    })
    expect(article({ date: '1987-03-31T605:12:19Z', body }).article.publishedAt).toBeNull()
  })
})

describe('a limit', () => {
  it('allows 5 MB of text and not a byte more', () => {
    const title = 'é'
    const body = `${'é'.repeat((MAX_TEXT_BYTES - 2 - 2) / 2)}ab`

    expect(article({ title, body }).article.body).toBe(body)
    expect(() => article({ title, body: `${body}c` })).toThrow('has more than 5 MB of text')
  })

  it('truncates names and addresses beyond it, with a warning', () => {
    const name = 'N'.repeat(MAX_NAME_LENGTH - 1)
    const url = `https://x.example/${'a'.repeat(MAX_NAME_LENGTH)}`

    const { article: read, warnings } = article({
      source: `${name}😀`,
      authors: [`${name}xy`, `${name}x`],
      url,
    })

    expect(read.source).toBe(name)
    expect(read.authors).toEqual([`${name}x`, `${name}x`])
    expect(read.url).toBe(url.slice(0, MAX_NAME_LENGTH))
    expect(warnings).toEqual([
      'the source is longer than 1000 characters and was cut',
      'the author is longer than 1000 characters and was cut',
      'the URL is longer than 1000 characters and was cut',
    ])
  })

  it('keeps every character except highlight marks and lone surrogates', () => {
    const body = 'a\ue000b\ue001c\ud800d\u200b\u00a0\r\n\te\0f'

    expect(article({ body }).article.body).toBe('a\ufffdb\ufffdc\ufffdd\u200b\u00a0\r\n\te\0f')
  })
})

describe('letters in decomposed form', () => {
  const apart = 'S\u0327ahin'

  it('are composed in everything searchable', () => {
    const { article: read } = article({
      title: apart,
      body: `${apart} spoke.`,
      byline: `By ${apart}`,
      authors: [apart],
      source: apart,
      place: apart,
      dateline: `${apart} -`,
    })

    expect(read).toMatchObject({
      title: 'Şahin',
      body: 'Şahin spoke.',
      byline: 'By Şahin',
      authors: ['Şahin'],
      source: 'Şahin',
      place: 'Şahin',
      dateline: 'Şahin -',
    })
  })

  it('do not make it another article', () => {
    expect(article({ title: apart }).article).toEqual(article({ title: 'Şahin' }).article)
  })

  it('are kept in an address, which would otherwise lead elsewhere', () => {
    const url = `https://x.example/${apart}`

    expect(article({ url }).article.url).toBe(url)
  })
})

describe('an address', () => {
  it.each([
    'ftp://x.example/1',
    'javascript:alert(1)',
    '/2024/03',
    'https://x y',
    'data:text/html,x',
  ])('that is not on the web is not a link: %j', (url) => {
    expect(article({ url, ownId: '1' }).article).toMatchObject({ url: null, metadata: { url } })
  })
})

describe('a language', () => {
  it.each([
    [null, 'und'],
    ['EN', 'en'],
    ['en_us', 'en-US'],
    ['az-latn', 'az-Latn'],
  ])('%j is %j', (written, language) => {
    expect(article({ language: written }).article.language).toBe(language)
  })

  it.each([
    ['Der Bundestag hat am Montag den Haushalt beschlossen.', null, 'de'],
    ['Le président a rencontré le chancelier à Paris lundi.', 'en', 'fr'],
    ['The harbour is closed, the office of the port said to ships.', 'en-GB', 'en-GB'],
    ['Президент встретился с министром в Сочи.', null, 'ru'],
  ])('of %j is detected from the text', (body, written, language) => {
    expect(article({ body, language: written }).article.language).toBe(language)
  })

  it('that is not one is kept, with a warning', () => {
    const { article: read, warnings } = article({ language: 'klingon?' })

    expect(read).toMatchObject({ language: 'und', metadata: { language: 'klingon?' } })
    expect(warnings).toHaveLength(1)
  })
})

describe('a dateline in a field of its own', () => {
  it('is kept as written and gives the place', () => {
    const { article: read } = article({ dateline: 'PORTLAND, Ore., Feb 26 -', body: 'Text.' })

    expect(read).toMatchObject({ dateline: 'PORTLAND, Ore., Feb 26 -', place: 'Portland' })
  })

  it('leaves a similar beginning of the body alone', () => {
    const { article: read } = article({ dateline: 'LIMA', body: 'QUITO, March 3 - Text.' })

    expect(read).toMatchObject({ place: 'Lima', body: 'QUITO, March 3 - Text.' })
  })
})
