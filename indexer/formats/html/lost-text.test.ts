import { describe, expect, it } from 'vitest'
import { readWritten } from '../../written-file.ts'

const prose = (subject: string, i: number) =>
  `${subject} number ${i} left the yard before dawn, and the crew said that the river was higher than in any spring since the bridge was built.`
const paragraphs = (subject: string, count: number) =>
  Array.from({ length: count }, (_, i) => prose(subject, i + 1))
const html = (subject: string, count: number) =>
  paragraphs(subject, count)
    .map((text) => `<p>${text}</p>`)
    .join('')

const read = async (body: string, title = 'Ferries run again') => {
  const markup = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`
  const { articles, warnings } = await readWritten('page.html', markup)
  return { ...articles[0]!, warnings }
}
const whole = paragraphs('Ferry', 4).join('\n\n')

describe('a story is not lost', () => {
  it.each([
    ['in a form', `<form id="aspnetForm"><article>${html('Ferry', 4)}</article></form>`],
    [
      'in a class that means sharing',
      `<div class="sidebar2"><p>Weather: dry on the coast for the whole of the week, said the office.</p></div>
       <article><div class="entry share">${html('Ferry', 4)}</div></article>`,
    ],
    [
      'in a header that is never closed',
      `<header id="branding"><a href="/">Courier</a><div><article>${html('Ferry', 4)}</article></div>`,
    ],
    ['in an aside that is the layout', `<main><aside class="content">${html('Ferry', 4)}</aside>`],
    [
      'beside the teaser of another story that says it is an article',
      `<div class="story">${html('Ferry', 4)}</div><article class="teaser-card"><h2>Other</h2><p>${prose('Train', 1)}</p></article>`,
    ],
    [
      'in divisions without paragraphs',
      `<div class="story">${paragraphs('Ferry', 4)
        .map((text, i) => (i === 0 ? `<div>${text}</div>` : `<div><div>${text}</div></div>`))
        .join('<div class="ad"></div>')}</div>`,
    ],
    [
      'below a heading whose anchor reads like a menu',
      `<article><section id="what-the-next-related-menu-says">${html('Ferry', 4)}</section></article>`,
    ],
  ])('%s', async (_, body) => {
    expect((await read(body)).body).toBe(whole)
  })

  it('if the head is never closed', async () => {
    const { articles } = await readWritten(
      'page.html',
      `<html><head><title>Ferries run again</title><div><article>${html('Ferry', 4)}</article></div></html>`,
    )

    expect(articles[0]!.body).toBe(whole)
  })

  it('if two blocks each hold a part of it', async () => {
    const lead = `<div class="lead">${html('Ferry', 2)}</div>`
    const rest = `<div class="rest">${html('Tug', 5)}</div>`

    const { body } = await read(`<div id="page">${lead}<div class="ad"></div>${rest}</div>`)

    expect(body).toBe([...paragraphs('Ferry', 2), ...paragraphs('Tug', 5)].join('\n\n'))
  })

  it('if one of its paragraphs is a link', async () => {
    const { body } = await read(
      `<article><p><a href="/live">${prose('Barge', 1)}</a></p>${html('Ferry', 4)}</article>`,
    )

    expect(body).toBe(`${prose('Barge', 1)}\n\n${whole}`)
  })

  it('if its standfirst is next to the title, whatever its element is called', async () => {
    const { body } = await read(
      `<article><header class="teaser"><h1>Ferries run again</h1><p>${prose('Tug', 1)}</p></header>
       <div class="article-body">${html('Ferry', 4)}</div></article>`,
    )

    expect(body).toBe(`${prose('Tug', 1)}\n\n${whole}`)
  })
})

describe('text around a story is left out', () => {
  it.each([
    ['lists of links', '<ul><li><a href="/a">The bridge is closed to trucks</a></li></ul>'],
    [
      'other stories',
      `<div class="related"><h3>Ähnliche Beiträge</h3><p>${prose('Train', 1)}</p></div>`,
    ],
    ['comments', `<div id="comments">${html('Reader', 8)}</div>`],
    ['a label of what was left out', '<h3>Verwandte Artikel</h3>'],
    [
      'a label above links',
      '<p>Auch interessant</p><ul><li><a href="/a">The bridge is closed to trucks again</a></li></ul>',
    ],
    [
      'captions',
      '<figure><img alt=""><figcaption>A ferry on Sunday. Photo: Jo Roe</figcaption></figure>',
    ],
  ])('%s', async (_, more) => {
    expect((await read(`<article>${html('Ferry', 4)}${more}</article>`)).body).toBe(whole)
  })
})

describe('lost text is reported', () => {
  it('if no text was found', async () => {
    const { warnings } = await read('<nav><a href="/">Home</a></nav>')

    expect(warnings).toContain('no text was found on the page')
  })

  it('if the text is a tiny part of the page', async () => {
    const { warnings } = await read(
      `<article itemprop="articleBody"><p>${prose('Ferry', 1)}</p></article>` +
        `<div class="comments">${html('Reader', 15)}</div>`,
    )

    expect(warnings).toContainEqual(
      expect.stringMatching(/^the text is 1\d\d of the \d+ characters on the page$/),
    )
  })
})

describe('damage is reported', () => {
  it('if the page is truncated', async () => {
    const page = `<title>A page</title><article><p>${prose('Ferry', 1)}</p><p class="x`
    const { articles, warnings } = await readWritten('cut.html', page)

    expect(articles).toHaveLength(1)
    expect(warnings).toContainEqual(expect.stringMatching(/ends in the middle of a tag/))
  })

  it('if it claims to be UTF-8 but is not', async () => {
    const page = `<meta charset="utf-8"><title>A page</title><article><p>Caf\u00e9. ${prose('Ferry', 1)}</p></article>`
    const { articles, warnings } = await readWritten('page.html', Buffer.from(page, 'latin1'))

    expect(articles[0]!.body).toMatch(/^Caf\u00e9/)
    expect(warnings).toContainEqual(expect.stringMatching(/is not UTF-8/))
  })
})
