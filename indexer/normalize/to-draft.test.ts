import { describe, expect, it } from 'vitest'
import { UserError } from '#core/errors.ts'
import { createColumnFinder } from './columns.ts'
import { toDraft } from './to-draft.ts'

const draft = (record: unknown, map?: Record<string, string>) =>
  toDraft(record, createColumnFinder(map))

describe('toDraft', () => {
  it.each([
    [
      {
        headline: 'T',
        text: 'B',
        published: '2024',
        outlet: 'S',
        byline: 'A B',
        link: 'https://l',
      },
    ],
    [{ Title: 'T', Body: 'B', Date: '2024', Source: 'S', Author: 'A B', URL: 'https://l' }],
    [
      {
        heading: 'T',
        full_text: 'B',
        published_at: '2024',
        site_name: 'S',
        creator: 'A B',
        href: 'https://l',
      },
    ],
    [
      {
        name: 'T',
        story: 'B',
        pubDate: '2024',
        publisher: 'S',
        authors: ['A B'],
        url: 'https://l',
      },
    ],
    [
      {
        title: { rendered: 'T' },
        content: { rendered: '<p>B</p>' },
        datePublished: '2024',
        source: { id: null, name: 'S' },
        author: [{ name: 'A B' }],
        'canonical-url': 'https://l',
      },
    ],
  ])('recognises common names: %j', (record) => {
    expect(draft(record)).toMatchObject({
      title: 'T',
      body: 'B',
      date: '2024',
      source: 'S',
      authors: ['A B'],
      url: 'https://l',
    })
  })

  it('uses the better of two columns and keeps the other', () => {
    const { title, body, metadata } = draft({
      name: 'Name',
      description: 'Short.',
      title: 'Title',
      content: 'Long.',
    })

    expect({ title, body }).toEqual({ title: 'Title', body: 'Long.' })
    expect(metadata).toEqual({ name: 'Name', description: 'Short.' })
  })

  it('uses a lesser column if the better one is empty', () => {
    expect(draft({ content: ' ', summary: 'Short.', title: null, headline: 'T' })).toMatchObject({
      title: 'T',
      body: 'Short.',
    })
  })

  it('keeps unknown values under their own names, even __proto__', () => {
    const { metadata } = draft(JSON.parse('{"title": "T", "Topics": ["a"], "__proto__": {"x": 1}}'))

    expect(Object.getPrototypeOf(metadata)).toBe(Object.prototype)
    expect(JSON.stringify(metadata)).toBe('{"Topics":["a"],"__proto__":{"x":1}}')
  })

  it('reads mapped columns before known ones', () => {
    const map = { title: 'kop', body: 'tekst', publishedAt: 'dag' }

    const { title, body, date, metadata } = draft(
      { kop: 'T', tekst: 'B', dag: '2024-03-03', title: 'other' },
      map,
    )

    expect({ title, body, date }).toEqual({ title: 'T', body: 'B', date: '2024-03-03' })
    expect(metadata).toEqual({ title: 'other' })
  })

  it('refuses to map an unknown field', () => {
    expect(() => createColumnFinder({ colour: 'x' })).toThrow(UserError)
  })

  it('uses the address as id if there is no other', () => {
    const url = 'https://courier.example/1'

    expect(draft({ url }).ownId).toBe(url)
    expect(draft({ url, guid: '7' }).ownId).toBe('7')
  })

  it('accepts numbers as ids and dates, and joins paragraphs', () => {
    expect(draft({ id: 7, timestamp: 1709460000, body: ['One.', 'Two.'] })).toMatchObject({
      ownId: '7',
      date: '1709460000',
      body: 'One.\n\nTwo.',
    })
  })

  it('strips HTML only from an HTML body', () => {
    expect(draft({ content_html: '<p>A&amp;B</p><p>C</p>' }).body).toBe('A&B\n\nC')
    expect(draft({ body: '<p class="x">A</p>B' }).body).toBe('A\n\nB')
    expect(draft({ body: '<ACME Corp> said 1 < 2.' }).body).toBe('<ACME Corp> said 1 < 2.')
  })
})
