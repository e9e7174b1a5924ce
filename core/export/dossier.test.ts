import { expect, it } from 'vitest'
import { type Cited, citationText } from './citation.ts'
import { type Dossier, citationsOf, dossierCsl, dossierHtml, dossierMarkdown } from './dossier.ts'

const GRID: Cited = {
  id: 'post-1',
  title: 'Ministers <b>meet</b>',
  source: 'Caspian Post',
  publishedAt: '2023-06-22T10:00:00+04:00',
  authors: ['Jane Roe'],
  url: 'https://post.example/1',
}
const GAS: Cited = {
  id: 'herald-2',
  title: '',
  source: 'Herald',
  publishedAt: null,
  authors: [],
  url: 'javascript:alert(1)',
}

const DOSSIER: Dossier = {
  title: 'The grid & more',
  note: '',
  items: [
    { heading: 'Gas', text: '# “No gas” *today*', note: 'See [this](http://x)', cited: [GAS] },
    { heading: 'Grid', text: 'They met.', note: '', cited: [GRID, GAS] },
    { heading: 'person-gone', text: null, note: '', cited: [] },
  ],
}

it('cites each article once, in the order of the items', () => {
  expect(citationsOf(DOSSIER).map(({ id }) => id)).toEqual(['herald-2', 'post-1'])
  expect(citationText(GRID)).toBe('Jane Roe: Ministers <b>meet</b>. Caspian Post, 2023-06-22.')
  expect(citationText(GAS)).toBe('Untitled. Herald, no date.')
})

it('is a page by itself in which texts are texts', () => {
  const html = dossierHtml(DOSSIER)

  expect(html).toContain('<title>The grid &amp; more</title>')
  expect(html).toContain(
    'They met.<sup><a href="#source-1">[1]</a></sup><sup><a href="#source-2">[2]</a></sup>',
  )
  expect(html).toContain('Ministers &lt;b&gt;meet&lt;/b&gt;')
  expect(html).toContain('<a href="https://post.example/1">')
  expect(html).toContain('This is no longer in the archive.')
  expect(html).not.toContain('javascript:')
})

it('is Markdown in which no text becomes markup', () => {
  const markdown = dossierMarkdown(DOSSIER)

  expect(markdown).toContain('> \\# “No gas” \\*today\\* [1]')
  expect(markdown).toContain('See \\[this\\]\\(http://x\\)')
  expect(markdown).toContain(
    '1. Untitled. Herald, no date.\n2. Jane Roe: Ministers \\<b\\>meet\\</b\\>.',
  )
  expect(markdown).toContain('<https://post.example/1>')
})

it('hands its citations to reference managers', () => {
  expect(JSON.parse(dossierCsl(DOSSIER))).toMatchObject([
    { id: 'herald-2', type: 'article-newspaper', 'container-title': 'Herald' },
    { id: 'post-1', issued: { 'date-parts': [[2023, 6, 22]] }, author: [{ literal: 'Jane Roe' }] },
  ])
})
