import { expect, it } from 'vitest'
import { story } from '#tests/builders.ts'
import { serveStories } from './testing.ts'

/*
 * What nobody should send: every answer is a page or a refusal in a sentence. Syntax of engines, SQL and Cypher is read
 * as words, so that nothing of it reaches an engine.
 */

const NEWS = [
  story({
    id: 'talks',
    title: 'Talks on [Peru](country-pe)',
    body: '[Ana Silva](person-ana-silva) spoke of oil.\nPrices rose.',
  }),
  story({ id: 'walks', publishedAt: null, body: 'The oil price fell.' }),
]

const { app } = serveStories(NEWS)

const SIGNS = [...'"()|-!+&*?~^/:<>=[]{}\\@#$%;,.\'`_']
const OPERATORS = ['AND', 'OR', 'NOT', 'NEAR', 'NEAR/3', 'THEN/0', '|', '||', '&&', '-', '!', '+']
const OPENERS = ['(', '"', 'same(', 'atleast3(', 'first9(', 'title:', 'person:', 'on:', 'source:(']
const FOREIGN = [
  ...['title:[a TO b]', '{!parser}x', '_exists_:title', 'a^2.5 b~0.8', '/[a-z]+(oil)*/', 'o?l j*n'],
  ...['"a b"@5', '@title oil', '^oil$', 'oil @0.5', 'a << b', 'a =b', 'SPAN(a,b)', 'a w/s b /p c'],
  ...[
    'intitle:oil',
    'inurl:x',
    'site:a.b',
    'filetype:pdf',
    'related:x',
    'oil..gas',
    '$1..$2',
    '#tag',
  ],
  ...[
    'TITLE-ABS-KEY(oil)',
    'a ADJ3 b',
    'pre/4 x',
    'a NEAR:3 b',
    'HLEAD(oil)',
    'BODY(x) AND DATE AFT 1/1/1987',
  ],
  ...[
    "' OR 1=1 --",
    "'; drop table article; --",
    'union select * from state',
    '") OR ("x" : *',
    'rowid:1',
  ],
  ...[
    'fulltext match *',
    'title : oil',
    '{title body} : oil',
    '- title : oil',
    'NEAR(a b, 5)',
    '"oil" *',
  ],
  ...[
    'MATCH (n) DETACH DELETE n',
    '}) RETURN n //',
    '$where',
    '{"query":{"match_all":{}}}',
    '[{"a":1}]',
  ],
  ...[
    '<script>alert(1)</script>',
    '${7*7}',
    '{{7*7}}',
    '%00',
    '\\u0000',
    '../../etc/passwd',
    'file:///x',
  ],
  ...[
    'true',
    'null',
    'undefined',
    'NaN',
    '-1',
    '1e999',
    '0x10',
    '__proto__',
    'constructor',
    'toString',
  ],
]
const CHARACTERS = [
  ...[
    '\u0000',
    '\u0001oil',
    'oil\u0007',
    '\u001b[31mred',
    '\u007f',
    '\u0085',
    '\u200b',
    '\u200e',
    '\u202e',
  ],
  ...[
    '\ufeffoil',
    '\ufffd',
    '\ue000',
    '\ud800',
    '\udc00oil',
    'a\ud83d',
    '\u{1f5de}',
    '\u0301',
    'e\u0301\u0301',
  ],
  ...[
    'İ',
    'ß',
    'ﬁ',
    'Ǆ',
    'ˮ',
    '„oil“',
    '«oil»',
    '（oil）',
    '＂oil＂',
    '－oil',
    'ｏｉｌ',
    '　oil　',
    '𝔘nion',
    '٣',
    '東京*',
  ],
]
const MANY = [1, 15, 16, 17, 40, 200].flatMap((count) => [
  '('.repeat(count) + 'oil' + ')'.repeat(count),
  '('.repeat(count),
  ')'.repeat(count),
  '-'.repeat(count) + 'oil',
  'NOT '.repeat(count) + 'oil',
  'same('.repeat(count) + 'oil',
  'title:'.repeat(count) + 'oil',
  Array(count).fill('oil').join(' OR '),
  Array.from({ length: count }, (_, i) => `w${i}`).join(' OR '),
  Array.from({ length: count }, (_, i) => `pre${i}*`).join(' OR '),
  Array(count).fill('oil').join(' THEN/9 '),
  Array(count).fill('(oil OR price)').join(' NEAR/9 '),
  `"${'oil '.repeat(count)}"`,
  '*'.repeat(count),
  '"'.repeat(count),
  '~'.repeat(count),
  ':'.repeat(count),
])
const DATES = [
  '',
  '0',
  '0000',
  '9999',
  '1987-13',
  '1987-02-30',
  '-30',
  '-9999y',
  '-1e9d',
  'soon',
  '1/2/3',
  '٣',
].flatMap((when) => ['on', 'after', 'before', 'date'].map((name) => `${name}:${when}`))
const PAIRS = OPERATORS.flatMap((a) => [...OPERATORS, ...OPENERS].map((b) => `oil ${a} ${b} price`))
const QUERIES = [
  ...new Set([
    ...SIGNS.flatMap((sign) => [sign, `oil${sign}`, `${sign}oil`, `oil ${sign} price`]),
    ...PAIRS,
    ...OPENERS.flatMap((open) => OPENERS.map((inner) => `${open}${inner}oil`)),
    ...FOREIGN,
    ...CHARACTERS,
    ...MANY,
    ...DATES,
    'x'.repeat(1024),
    'x'.repeat(1025),
    'x '.repeat(2048),
    '🗞'.repeat(600),
  ]),
]

const PARAMETERS = [
  ...[
    'size=-1',
    'size=1e9',
    'size=101',
    'size=2.5',
    'size=',
    'size=٣',
    'cursor=',
    'cursor=x',
    'cursor=W10',
  ],
  ...[
    'cursor=WyJvZmZzZXQiLDllOTk5XQ',
    'sort=best',
    'sort=',
    'facets=x',
    'facets=person,person',
    'facetSize=0',
  ],
  ...[
    'from=2024&to=2023',
    'from=x',
    'to=2023-02-30',
    'undated=maybe',
    'tie=a',
    'tie=a,a',
    'tie=a,b,c',
    'tie=x,y',
  ],
  ...[
    'person=',
    'person=-',
    'person=,',
    'person=%',
    'person=%ff',
    'person=%00',
    'person=person-no-one',
    'person.all=x',
  ],
  ...[
    'country=-country-pe&country=country-pe',
    'histogram=1',
    'strict=yes',
    'q=a&q=b',
    'unknown=1',
    '__proto__=1',
  ],
  ...[
    `source=${Array.from({ length: 51 }, (_, i) => i).join(',')}`,
    `q=${'%F0'.repeat(9)}`,
    '&&&',
    '=',
    'q[]=x',
    'q%5Ba%5D=x',
  ],
]
const ROUTES = ['articles', 'explain', 'graph']

/** Encodes halves of pairs as a careless client does. */
const encoded = (text: string) => encodeURIComponent(text.toWellFormed())

async function answerTo(path: string) {
  const response = await app.request(path)
  return { status: response.status, body: (await response.json()) as { detail?: string } }
}

it('is a list of more than five hundred', () => {
  expect(QUERIES.length + PARAMETERS.length).toBeGreaterThan(500)
})

it.each([
  ['hostile queries', QUERIES.map((q) => `q=${encoded(q)}`)],
  ['hostile parameters', PARAMETERS],
])('answers %s with a page or a refusal in a sentence', async (_, addresses) => {
  for (const address of addresses) {
    for (const route of ROUTES) {
      const { status, body } = await answerTo(`/api/v1/${route}?${address}`)
      const isRefused = status >= 400 && status < 500 && /\w+ \w+/.test(body.detail ?? '')
      expect(status === 200 || isRefused, `${route}?${address}: ${status}`).toBe(true)
    }
  }
})

it('knows neither entity nor tie of hostile ids', async () => {
  for (const id of [...FOREIGN, ...CHARACTERS]) {
    for (const path of [
      `entities/${encoded(id)}`,
      `articles/${encoded(id)}`,
      `ties/${encoded(id)}/x`,
    ]) {
      const { status } = await answerTo(`/api/v1/${path}`)
      expect([200, 308, 400, 404], path).toContain(status)
    }
  }
})
