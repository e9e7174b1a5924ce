import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reading } from '#core/article.ts'
import { extract, readSentences } from './extract.ts'

const pieces = fc.constantFrom(
  ...[
    'Mr. ',
    'Dr. Leyla Mammadova',
    'L. Mammadova ',
    "Lavrov's",
    'Foreign Ministers of ',
    'Azerbaijan and ',
    'U.S.',
  ],
  ...[
    'Armenia - ',
    'Jeyhun Bayramov',
    ' and ',
    'Acme Corp',
    ' (AC) ',
    '<GM>',
    '. ',
    '\n',
    '\n\n',
    '\r\n',
    '  ',
    '"',
  ],
  ...[
    '’s ',
    'Bank of ',
    'Ministry of ',
    'al-',
    '& ',
    ', ',
    '! ',
    '… ',
    'İ',
    'ß',
    'ǅ',
    '😀',
    '\ud800',
    '\udc00',
    '\u0000',
  ],
  ...[
    '\u2028',
    '\u00a0',
    '習近平',
    'محمد',
    'WASHINGTON',
    '14:32 ',
    '- ',
    '• ',
    'may ',
    'May ',
    'x',
    'Iran-Iraq',
    '-',
    '%',
  ],
)
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
)
const inputs = fc.record({ title: texts, body: texts, dateline: fc.option(texts) })

function expectSound(
  input: { title: string; body: string; dateline: string | null },
  reading: Reading,
) {
  const byNumber = new Map(reading.sentences.map((sentence) => [sentence.n, sentence]))
  for (const { field, start, end, surface, sentence, entity, name } of reading.mentions) {
    expect((input[field] ?? '').slice(start, end)).toBe(surface)
    expect(surface.trim()).toBe(surface)
    expect(end).toBeGreaterThan(start)
    expect(name).not.toBe('')
    expect(entity === null || /^(person|org|country)-[a-z0-9-]+$/.test(entity)).toBe(true)
    const around = sentence === null ? null : byNumber.get(sentence)!
    expect(around === null ? 'dateline' : around.field).toBe(field)
    if (around) expect([around.start <= start, end <= around.end]).toEqual([true, true])
  }
  for (const { person, of, title } of reading.roles) {
    expect(reading.mentions[person]?.kind).toBe('person')
    expect(reading.mentions[of]?.kind).toMatch(/organization|country/)
    expect(title).toBe(title.toLowerCase())
  }
}

describe('extraction, whatever the text', () => {
  it('gives mentions that the text holds where they say', () => {
    fc.assert(
      fc.property(inputs, (input) => expectSound(input, extract(input))),
      { numRuns: 400 },
    )
  })

  it('gives equal readings for equal texts, whatever was read in between', () => {
    fc.assert(
      fc.property(inputs, inputs, (input, other) => {
        const first = extract(input)
        extract(other)
        expect(extract(input)).toEqual(first)
      }),
      { numRuns: 100 },
    )
  })

  it('never lets two mentions overlap', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { mentions } = extract(input)
        for (const field of ['title', 'body', 'dateline'] as const) {
          const spans = mentions.filter((mention) => mention.field === field)
          spans.forEach(({ end }, i) => expect(end).toBeLessThanOrEqual(spans[i + 1]?.start ?? end))
        }
      }),
    )
  })

  it('parts a body into trimmed sentences in order that hold all of it but white space', () => {
    fc.assert(
      fc.property(texts, (body) => {
        let last = 0
        readSentences('', body).forEach(({ n, start, end }, i) => {
          expect(n).toBe(i + 1)
          expect(isBlank(body.slice(last, start))).toBe(true)
          expect(body.slice(start, end).trim()).toBe(body.slice(start, end))
          expect(end).toBeGreaterThan(start)
          last = end
        })
        expect(isBlank(body.slice(last))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

/** Control characters separate words like white space. */
function isBlank(text: string): boolean {
  return /^[\s\0-\x20]*$/.test(text)
}

describe('extraction of texts that no one wrote', () => {
  const size = 200_000
  it.each([
    ['no spaces', 'a'.repeat(size)],
    ['one word of capitals', 'A'.repeat(size)],
    ['capitalised words', 'Abcd '.repeat(size / 5)],
    ['emoji', '😀'.repeat(size / 2)],
    ['lone surrogates', '\ud800 \udc00'.repeat(size / 3)],
    ['control characters', '\u0001\u0002'.repeat(size / 2)],
    ['full stops', 'A. '.repeat(size / 3)],
    ['hyphens', 'Iran-'.repeat(size / 5)],
    ['titles', 'Foreign Minister of the '.repeat(size / 24)],
    ['many people', manyPeople(size)],
    ['one sentence of 40,000 words', 'said the envoy of Georgia and '.repeat(size / 30)],
    ['many firms', 'Goldman, Sachs and Co, '.repeat(size / 23)],
    ['many short forms', 'Acme Widget (AW) '.repeat(size / 17)],
    ['seats', 'Civic Renewal 33, Mountain League 15, '.repeat(size / 38)],
    ['appointments', 'Acme Corp named Leyla Mammadova its chairman and '.repeat(size / 49)],
    ['owners', 'Acme Inc said its chairman, Jane Roe, and '.repeat(size / 42)],
    ['possessives', "Hespera's Ghana of Portugal's ".repeat(size / 30)],
    ['headlines', 'Leyla Mammadova Meets Acme Widget Inc\n\n'.repeat(size / 39)],
    ['capitals only', 'TURKEY AND CHAD '.repeat(size / 16)],
    ['Cyrillic', 'Министр Сергей Лавров прибыл в Баку. '.repeat(size / 37)],
    ['Georgian', 'საქართველო თბილისი '.repeat(size / 19)],
    ['Armenian', 'Արարատ Միրզոյան Երևան '.repeat(size / 22)],
    ['Chinese', '习近平访问阿塞拜疆。'.repeat(size / 10)],
    ['Arabic', 'محمد بن سلمان '.repeat(size / 14)],
  ])('takes time in proportion: %s', (_, body) => {
    const half = duration(body.slice(0, body.length / 2))
    expect(duration(body)).toBeLessThan(Math.max(4 * half, half + 500))
  })
})

describe('extraction of ten million characters', () => {
  const size = 10_000_000
  it.each([
    ['no spaces', 'a'.repeat(size)],
    ['one word of capitals', 'A'.repeat(size)],
    ['emoji', '😀'.repeat(size / 2)],
    ['control characters', '\u0001\u0002'.repeat(size / 2)],
  ])('takes time in proportion: %s', (_, body) => {
    const half = duration(body.slice(0, body.length / 2))
    expect(duration(body)).toBeLessThan(Math.max(3 * half, half + 500))
  })
})

function manyPeople(size: number): string {
  const name = (i: number) => (i * 7919).toString(36).replace(/[0-9]/g, 'z')
  return Array.from(
    { length: size / 60 },
    (_, i) => `President John Q${name(i)} met Leyla ${'Bz'}${name(i)}ova. `,
  ).join('')
}

function duration(body: string): number {
  const begun = process.cpuUsage().user
  const { mentions } = extract({ title: '', body, dateline: null })
  expect(mentions.every(({ start, end, surface }) => body.slice(start, end) === surface)).toBe(true)
  return (process.cpuUsage().user - begun) / 1000
}

describe('extraction of another language', () => {
  it.each([
    [
      'French',
      'Le ministre Jean Dupont a parlé de la guerre avec la Turquie, Georgia et Azerbaijan.',
    ],
    ['German', 'Der Minister Hans Vogel hat mit Georgia und Azerbaijan über die Lage gesprochen.'],
    ['Azerbaijani', 'Prezident İlham Qasımov Georgia və Azerbaijan nümayəndələri ilə görüşüb.'],
    ['Russian', 'Министр Сергей Орлов прибыл в Georgia и Azerbaijan из Москвы.'],
    [
      'Dutch',
      'De minister was in de stad en sprak met Jan Vermeulen over Georgia, het land of Azerbaijan.',
    ],
    [
      'Danish',
      'Ministeren Lars Holm sagde at vi skal have en ny plan og at Georgia og Azerbaijan er med i den.',
    ],
    [
      'Azerbaijani with an English footer',
      'Nazir Elşad Orucov dünən bildirib ki, Georgia və Azerbaijan razılığa gəlib. Read more and share with friends from the app.',
    ],
    ['Armenian', 'Արարատ Գևորգյան, Azerbaijan, Georgia'],
    ['Chinese', '习近平访问 Georgia 和 Azerbaijan。'],
  ])('finds its countries and nobody: %s', (_, body) => {
    const { mentions } = extract({ title: '', body, dateline: null })

    const named = mentions.filter(({ kind }) => kind !== 'place')
    expect(named.map(({ entity }) => entity).sort()).toEqual(['country-az', 'country-ge'])
  })
})

describe('extraction of English among other things', () => {
  it.each([
    ['a short line', 'Kernel devs praise the patchset, says Robert Poole.'],
    [
      'markup',
      '<div class="body"><p data-id="x12">Robert Poole met the head of the port and left.</p><a href="http://x.example/foo-bar?utm=baz">share</a><span class="btn btn-share fb-like">tweet</span></div>',
    ],
    [
      'names of other languages',
      'Robert Poole met the head of the Universidad de la Habana and a man from Banco do Brasil.',
    ],
  ])('finds its people: %s', (_, body) => {
    const { mentions } = extract({ title: '', body, dateline: null })

    expect(mentions.map(({ entity }) => entity)).toContain('person-robert-poole')
  })
})
