import { describe, expect, it } from 'vitest'
import { readWritten } from '../../written-file.ts'

const LONG = 'The dam at the upper river is dry, and the village below it waits for rain. '
  .repeat(3)
  .trim()

const page = (body: string, head = '<title>The dam is dry</title>', source?: string) =>
  readWritten('page.html', `<!doctype html><html><head>${head}</head><body>${body}</body></html>`, {
    source,
  })

describe('the text of a page', () => {
  it('is what its article contains, without its surroundings', async () => {
    const { articles } = await page(`
      <header><h1>Courier</h1><p>The paper of the coast</p></header>
      <nav><a href="/">Home</a></nav>
      <div class="cookie-banner">We use cookies.</div>
      <main><article>
        <header><p>In the hills</p><h1>The dam is dry</h1><p class="byline">By Ana Ferro <time datetime="2024-03-03T10:00:00Z">3 March</time></p></header>
        <figure><img alt="x"><figcaption>The dam on Sunday.</figcaption></figure>
        <p>${LONG}</p><script>track("x < y")</script><style>p { color: red }</style>
        <h2>No rain</h2>
        <p>“It was full&nbsp;in <b>May</b>,”<br>the warden said.</p>
        <ul><li>One</li><li>Two</li></ul>
        <aside>Most read: the football</aside>
        <p><a href="/x">Read about the other dam</a></p>
        <form><p>Subscribe</p></form>
        <div class="share">Share</div>
      </article></main>
      <footer><p>All rights reserved, ${LONG}</p></footer>`)

    expect(articles).toMatchObject([
      {
        title: 'The dam is dry',
        body: `${LONG}\n\nNo rain\n\n“It was full\u00a0in May,”\nthe warden said.\n\nOne\n\nTwo`,
        authors: ['Ana Ferro'],
        byline: 'By Ana Ferro',
        publishedAt: '2024-03-03T10:00:00Z',
      },
    ])
  })

  it('is the largest of several articles', async () => {
    const { articles } = await page(
      `<article><p>Teaser of another story.</p></article><article><p>${LONG}</p></article>`,
    )

    expect(articles[0]!.body).toBe(LONG)
  })

  it('is where its markup says the article is', async () => {
    const { articles } = await page(
      `<main><p>${LONG} Around.</p><div itemprop="articleBody"><p>${LONG}</p></div></main>`,
    )

    expect(articles[0]!.body).toBe(LONG)
  })

  it('is the densest block if no markup says where the article is', async () => {
    const { articles } = await page(`
      <div id="top"><div>Home</div><div>${'<a href="/x">A long headline of another story here</a> '.repeat(20)}</div></div>
      <div id="left"><p>Weather: dry in the hills and on the coast, the whole week.</p></div>
      <div id="text"><p>${LONG}</p><p>${LONG} Twice.</p><p>End.</p></div>`)

    expect(articles[0]!.body).toBe(`${LONG}\n\n${LONG} Twice.\n\nEnd.`)
  })

  it('survives class names that sound like advertisements', async () => {
    const { articles } = await page(`<div class="sponsored"><p>${LONG}</p></div>`)

    expect(articles[0]!.body).toBe(LONG)
  })

  it('keeps the lines of preformatted wire text', async () => {
    const { articles } = await page(
      '<article><pre>The dam is dry,\n  officials said.</pre></article>',
    )

    expect(articles[0]!.body).toBe('The dam is dry,\n  officials said.')
  })

  it('leaves out hidden elements', async () => {
    const { articles } = await page(
      `<article><p>${LONG}</p><p hidden>a</p><p style="display: none">b</p><p aria-hidden="true">c</p></article>`,
    )

    expect(articles[0]!.body).toBe(LONG)
  })

  it('is separated from boilerplate like any news text', async () => {
    const { articles } = await page(
      `<article><p>LIMA, March 3 (Andes) - ${LONG}</p><p>Follow us on social networks</p></article>`,
    )

    expect(articles[0]).toMatchObject({
      body: LONG,
      place: 'Lima',
      tail: 'Follow us on social networks',
    })
  })
})

describe('the metadata of a page', () => {
  it('comes from its meta elements', async () => {
    const { articles } = await page(
      `<article><p>${LONG}</p></article>`,
      `<title>ignored</title>
       <meta property="og:title" content="The dam is dry | Cape Courier">
       <meta property="og:site_name" content="Cape Courier">
       <meta property="article:published_time" content="2024-03-03T12:00:00+02:00">
       <meta name="author" content="Ana Ferro, Jo Roe">
       <meta name="keywords" content="dams"><meta property="article:section" content="Water">
       <link rel="canonical" href="https://courier.example/dam">`,
    )

    expect(articles).toMatchObject([
      {
        title: 'The dam is dry',
        source: 'Cape Courier',
        publishedAt: '2024-03-03T12:00:00+02:00',
        authors: ['Ana Ferro', 'Jo Roe'],
        url: 'https://courier.example/dam',
        metadata: { keywords: 'dams', section: 'Water' },
      },
    ])
    expect(articles[0]!.id).toMatch(/^cape-courier-[0-9a-f]{16}$/)
  })

  it('comes from its JSON-LD, also in a graph', async () => {
    const linked = {
      '@context': 'https://schema.org',
      '@graph': [
        { '@type': 'WebSite', name: 'x' },
        {
          '@type': ['NewsArticle'],
          headline: 'The dam is dry',
          datePublished: '2024-03-03',
          author: [{ '@type': 'Person', name: 'Ana Ferro' }, 'Jo Roe'],
          publisher: { name: 'Cape Courier' },
          mainEntityOfPage: { '@id': 'https://courier.example/dam' },
          inLanguage: 'en-GB',
          articleBody: LONG,
        },
      ],
    }
    const { articles } = await page(
      '<p>Subscribe to read on.</p>',
      `<script type="application/ld+json">{broken</script>
       <script type="application/ld+json">${JSON.stringify(linked)}</script>`,
    )

    expect(articles).toMatchObject([
      {
        title: 'The dam is dry',
        body: LONG,
        publishedAt: '2024-03-03',
        authors: ['Ana Ferro', 'Jo Roe'],
        source: 'Cape Courier',
        url: 'https://courier.example/dam',
        language: 'en-GB',
      },
    ])
  })

  it('takes the heading as title if the declared title includes the outlet', async () => {
    const SECA = 'A barragem do rio está seca, e a aldeia espera pela chuva que não vem há meses.'
    const { articles } = await readWritten(
      'page.html',
      `<html lang="pt-BR"><title>A barragem está seca - Correio</title><article><h1>A barragem está seca</h1><p>${SECA}`,
    )

    expect(articles).toMatchObject([
      { title: 'A barragem está seca', language: 'pt-BR', body: SECA },
    ])
  })

  it('does not merge all pages that declare the front page as their address', async () => {
    const head = '<link rel="canonical" href="https://courier.example/">'

    const one = await page(`<article><p>${LONG}</p></article>`, head, 'Courier')
    const other = await page(`<article><p>${LONG} More.</p></article>`, head, 'Courier')

    expect(one.articles[0]!.id).not.toBe(other.articles[0]!.id)
  })
})

describe('a hostile page', () => {
  it('is refused at once if it nests without end', async () => {
    const start = performance.now()

    const { rejected } = await page('<div>'.repeat(500_000))

    expect(rejected).toMatchObject([{ code: 'too-deep' }])
    expect(performance.now() - start).toBeLessThan(5000)
  })

  it('is read in time, whatever it repeats', async () => {
    const start = performance.now()

    for (const part of [
      '<p>a',
      '</x>',
      '<a>',
      '&amp',
      '<!--',
      '<td>',
      `<p class="${'ad '.repeat(10)}">`,
    ]) {
      await page(part.repeat(100_000))
    }

    expect(performance.now() - start).toBeLessThan(20_000)
  })
})
