import { describe, expect, it } from 'vitest'
import { type Cited, toBibtex, toCsl, toRis } from './citation.ts'

const GRID: Cited = {
  id: 'post/1',
  title: 'Ministers & {envoys} meet 100%\nin Baku',
  source: 'Caspian Post',
  publishedAt: '2023-06-02T10:00:00+04:00',
  authors: ['Jane Roe', 'Post and Courier'],
  url: 'https://post.example/a_b',
}
const BARE: Cited = {
  ...{ id: 'x', title: '', source: 'Herald', publishedAt: null, authors: [] },
  url: 'javascript:alert(1)',
}

describe('the citation of an article', () => {
  it('is an entry of BibTeX in which nothing ends before its time', () => {
    expect(toBibtex(GRID)).toBe(
      [
        '@article{post-1,',
        '  author = {Jane Roe and {Post and Courier}},',
        String.raw`  title = {{Ministers \& \{envoys\} meet 100\% in Baku}},`,
        '  journal = {Caspian Post},',
        '  year = {2023},',
        '  month = {6},',
        '  day = {2},',
        String.raw`  url = {https://post.example/a\_b},`,
        '}\n',
      ].join('\n'),
    )
  })

  it('is a record of RIS with a line for each author', () => {
    expect(toRis(GRID).split('\r\n')).toEqual([
      'TY  - NEWS',
      'AU  - Jane Roe',
      'AU  - Post and Courier',
      'TI  - Ministers & {envoys} meet 100% in Baku',
      'T2  - Caspian Post',
      'PY  - 2023',
      'DA  - 2023/06/02/',
      'UR  - https://post.example/a_b',
      'ID  - post/1',
      'ER  - ',
      '',
    ])
  })

  it('is an object of CSL-JSON', () => {
    expect(toCsl(GRID)).toMatchObject({
      type: 'article-newspaper',
      issued: { 'date-parts': [[2023, 6, 2]] },
    })
  })

  it('leaves out what is not known, and addresses that are no link', () => {
    expect(toBibtex(BARE)).toBe('@article{x,\n  title = {{Untitled}},\n  journal = {Herald},\n}\n')
    expect(toRis(BARE)).not.toMatch(/UR|DA|PY/)
  })
})
