import { describe, expect, it } from 'vitest'
import { readWritten } from '../../written-file.ts'

const TEXT = `<p>${'The mill on the lower river grinds again after a winter of repairs, its owner said. '.repeat(4)}</p>`

async function read(body: string, head = '<title>The mill grinds again</title>', lang = 'en') {
  const { articles, warnings } = await readWritten(
    'page.html',
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`,
  )
  return { ...articles[0]!, warnings }
}

describe('the date of a page', () => {
  it.each([
    ['a class', '<span class="entry-date">13 January 2014</span>', '2014-01-13'],
    ['words of another language', '<p class="post-meta">le 7 août 2020</p>', '2020-08-07'],
    [
      'an abbreviation',
      "<abbr class='published' title='2017-09-09T10:52:00+02:00'>9/09/2017</abbr>",
      '2017-09-09T10:52:00+02:00',
    ],
    [
      'RDFa',
      '<span property="schema:dateCreated" content="2020-04-21T14:40:07+00:00"></span>',
      '2020-04-21T14:40:07Z',
    ],
    [
      'the article, not a teaser',
      '<p class="date">22 October 2019</p>',
      '2019-10-22',
      '<nav><time datetime="2009-04-11">old</time></nav><div class="related"><time datetime="2021-11-29">x</time></div>',
    ],
    [
      'a sidebar, where nothing else states one',
      '<p>The mill.</p>',
      '2022-01-28',
      '<div class="sidebar"><time datetime="2022-01-28">28.</time></div>',
    ],
    [
      'the beginning of its text',
      '<p>29.11.2022 – It was cold when the mill began to turn.</p>',
      '2022-11-29',
    ],
  ])('is in %s', async (_, inside, date, before = '') => {
    const { publishedAt } = await read(`${before}<article>${inside}${TEXT}</article>`)

    expect(publishedAt).toBe(date)
  })

  it('is found in its address', async () => {
    const head = '<link rel="canonical" href="https://mill.example/2020/01/13/grinds-again/">'

    expect((await read(`<article>${TEXT}</article>`, head)).publishedAt).toBe('2020-01-13')
  })

  it('is found in the JSON-LD of a page that is not an article', async () => {
    const graph = [
      { '@type': 'WebSite', name: 'Mill' },
      { '@type': 'WebPage', name: 'x', datePublished: '2019-09-17T14:54:31+00:00' },
    ]
    const head = `<script type="application/ld+json">${JSON.stringify({ '@graph': graph })}</script>`

    const { publishedAt } = await read(`<article>${TEXT}</article>`, head)

    expect(publishedAt).toBe('2019-09-17T14:54:31Z')
  })

  it('keeps the local day and time', async () => {
    const head = '<meta property="article:published_time" content="2021-11-05T00:10:00+01:00">'

    const { publishedAt, publishedText } = await read(`<article>${TEXT}</article>`, head)

    expect({ publishedAt, publishedText }).toEqual({
      publishedAt: '2021-11-05T00:10:00+01:00',
      publishedText: null,
    })
  })
})

describe('the title of a page', () => {
  it.each([
    ['The mill grinds again › mill.example', '<h2>The mill grinds again</h2>'],
    ['Valley Post - The mill grinds again', '<h2>The mill grinds again</h2>'],
    ['The mill grinds again | Valley Post | Region', '<h2>The mill grinds again</h2>'],
    [
      'The mill grinds again',
      '<header><h1>Navigation and service</h1></header><h2>The mill grinds again</h2>',
    ],
    [
      'Valley Post » The mill grinds again',
      '<h1><a href="/">Valley Post</a></h1><h2>The mill grinds again</h2>',
    ],
    ['The mill grinds again', '<h1><span class="kicker">Region</span> The mill grinds again</h1>'],
    ['27.01.2022 - The mill grinds again', '<h1>27.01.2022 - The mill grinds again</h1>'],
    [
      'Why mills grind again: what to know | Valley Post',
      '<h1>The mill grinds again, and mills follow</h1>',
      'The mill grinds again, and mills follow',
    ],
    ['The mill grinds again | Valley Post', ''],
  ])(
    'of %j with %j is the story’s',
    async (title, headings, expected = 'The mill grinds again') => {
      const article = await read(`<div>${headings}${TEXT}</div>`, `<title>${title}</title>`)

      expect(article.title).toBe(expected)
    },
  )

  it('drops soft hyphens', async () => {
    const article = await read(`<h1>Messen&shy;ger</h1>${TEXT}`, '<title>Messen&shy;ger</title>')

    expect(article.title).toBe('Messenger')
  })
})

describe('a date above the text', () => {
  it.each(['13 January 2014', '9/09/2017', '2014-01-13, 10:30'])(
    '%j is not part of it',
    async (date) => {
      const { body } = await read(`<article><p>${date}</p>${TEXT}</article>`)

      expect(body).toMatch(/^The mill/)
    },
  )
})

it('a time with an offset belongs to its own day, whatever the address says', async () => {
  const head =
    '<meta name="date" content="2020-02-19T18:37:32+01:00"><link rel="canonical" href="https://paper.example/2020/02/18/mill.html">'

  expect((await read(`<article>${TEXT}</article>`, head)).publishedAt).toBe(
    '2020-02-19T18:37:32+01:00',
  )
})

describe('the authors of a page', () => {
  it.each([
    ['<p class="byline">Post author By Helen Grant</p>', ['Helen Grant']],
    ['<div class="author">Tom Kessler Fri, 18 October 2019</div>', ['Tom Kessler']],
    ['<a rel="author" href="/x">View all posts by Helen Grant</a>', ['Helen Grant']],
    ['<a href="/author/helen-grant/">Helen Grant</a>', ['Helen Grant']],
    ['<p>06.11.2023 13:30 von Olga Maier</p>', ['Olga Maier']],
    [
      '<div class="author"><h4>About the author</h4><p>Hi, I am Kate, a cook. I write about ships and grain, and harbours where the two meet.</p></div>',
      [],
    ],
    ['<h3 class="relatedposts">Related</h3><div id="author"><h3>Similar posts</h3></div>', []],
    ['<p class="author">Redaktion</p>', []],
    ['<p>11.12.2019 - Amelie Roe</p>', ['Amelie Roe']],
    ['<p class="author">Artikel von:</p>', []],
    ['<p class="author">Autor Redaktion</p><p class="author">Amelie Roe</p>', []],
    ['<p class="author">EFC Port Courant</p><p class="author">Cooper</p>', ['Cooper']],
    ['<p class="author">cpm</p>', []],
    ['<blockquote><p>Posted by Amelie Roe</p></blockquote>', []],
    ['<footer><a rel="author" href="/x">Amelie Roe</a></footer>', ['Amelie Roe']],
    ['<footer><a rel="author" href="/x">aroe</a></footer>', []],
    ['<p class="author">A. Roe / J. I. Ferro</p>', ['A. Roe', 'J. I. Ferro']],
    ['<p class="author">vor 5 Stunden</p>', []],
  ])('of %j are %j', async (byline, authors) => {
    expect(
      (await read(`<article><h1>The mill grinds again</h1>${byline}${TEXT}</article>`)).authors,
    ).toEqual(authors)
  })

  it('are all those shown on the page if its metadata has only the first', async () => {
    const head = '<meta name="author" content="Amelie Roe">'
    const byline = '<p class="byline">AMELIE ROE, Jo Ferro & Max Moe</p>'

    expect((await read(`<article>${byline}${TEXT}</article>`, head)).authors).toEqual([
      'AMELIE ROE',
      'Jo Ferro',
      'Max Moe',
    ])
  })

  it('are on the Twitter card if nothing else names them', async () => {
    const head =
      '<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Karo Herr">'

    expect((await read(`<article>${TEXT}</article>`, head)).authors).toEqual(['Karo Herr'])
  })

  it('may have a name that contains the site’s', async () => {
    const head = '<link rel="canonical" href="https://limespace.example/post">'
    const byline = '<a rel="author" href="/x">Limespacer</a>'

    expect((await read(`<article>${byline}${TEXT}</article>`, head)).authors).toEqual([
      'Limespacer',
    ])
  })

  it('are not outlets', async () => {
    const author = { '@type': 'Organization', name: 'Valley Post GmbH, Munich, Germany' }
    const linked = { '@type': 'NewsArticle', headline: 'The mill grinds again', author }
    const head = `<script type="application/ld+json">${JSON.stringify(linked)}</script>`

    const { authors } = await read(`<article><p class="byline">By Helen Grant</p>${TEXT}`, head)

    expect(authors).toEqual(['Helen Grant'])
  })

  it('are decoded however often they were escaped', async () => {
    const head = '<meta name="author" content="Mira O&amp;#039;Donnell">'

    expect((await read(`<article>${TEXT}`, head)).authors).toEqual(["Mira O'Donnell"])
  })
})
