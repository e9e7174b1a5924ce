import { describe, expect, it } from 'vitest'
import { positiveTerms } from '#core/query/terms.ts'
import type { Term } from '#core/query/tree.ts'
import { queryOf } from '#tests/query-of.ts'
import type { Fragment } from '#core/search.ts'
import { stem } from '#core/text/stem.ts'
import { words } from '#core/text.ts'
import { type Story, article, story } from '#tests/builders.ts'
import { generateNews, generateQueries } from './generated-news.ts'
import { openedStore } from './opened-store.ts'
import type { OpenSearchStore } from './search-store.ts'

const FILLER = 'much else was said about this and that in the hall '.repeat(20)

const NEWS = [
  story({
    id: 'talks',
    title: 'Şahin’s SHIPS',
    body: 'First, nothing.\nŞahin shipped grain; a ship, no grain-deal.\nRain.\nMore grain!',
  }),
  /**
   * Hard-wrapped like wire text: one sentence over three lines, and the next begins in the third.
   */
  {
    article: article({ id: 'wire', title: '', body: 'The harbour\n  board met\nagain. It rose.' }),
    reading: {
      sentences: [
        { n: 1, field: 'body', start: 0, end: 30 },
        { n: 2, field: 'body', start: 31, end: 39 },
      ],
      mentions: [],
      roles: [],
      quotations: [],
    },
  } satisfies Story,
  story({ id: 'long', title: 'Long', body: `${FILLER}before the lighthouse keeper ${FILLER}.` }),
  story({ id: 'endless', title: 'Endless', body: `${'🜚'.repeat(300)} beacon ${'🜚'.repeat(300)}` }),
]

const GENERATED = generateNews(150)

/** Fragments of hits and their highlights. */
export function testFragments(open: OpenSearchStore) {
  const few = openedStore(() => open(NEWS))

  async function fragmentsFor(text: string): Promise<Fragment[]> {
    const search = { query: queryOf(text), filters: { fields: {} } }
    const { items } = await few().articles({ search, sort: 'relevance', size: 9 })
    expect(items).toHaveLength(1)
    return items[0]!.fragments
  }

  const marked = ({ text, spans }: Fragment) => spans.map(([start, end]) => text.slice(start, end))

  it('shows the title and the sentences with the words, which are marked', async () => {
    const fragments = await fragmentsFor('sahin ship')

    expect(fragments.map(({ field, text }) => [field, text])).toEqual([
      ['title', 'Şahin’s SHIPS'],
      ['body', 'Şahin shipped grain; a ship, no grain-deal.'],
    ])
    expect(fragments.map(marked)).toEqual([
      ['Şahin', 'SHIPS'],
      ['Şahin', 'shipped', 'ship'],
    ])
  })

  it('marks a phrase as one span, and its words nowhere else', async () => {
    const fragments = await fragmentsFor('"no grain deal"')

    expect(fragments).toMatchObject([{ text: 'Şahin shipped grain; a ship, no grain-deal.' }])
    expect(fragments.map(marked)).toEqual([['no grain-deal']])
  })

  it('marks whole words with a searched prefix', async () => {
    expect((await fragmentsFor('shi* şah*')).map(marked)).toEqual([
      ['Şahin', 'SHIPS'],
      ['Şahin', 'shipped', 'ship'],
    ])
  })

  it('marks both parts of a phrase that continues in the next sentence', async () => {
    expect((await fragmentsFor('"rain more"')).map(marked)).toEqual([['Rain.'], ['More']])
  })

  it('does not mark excluded words', async () => {
    expect((await fragmentsFor('rain -lighthouse')).map(marked)).toEqual([['Rain']])
  })

  it('shows the first sentence if nothing is to be marked', async () => {
    const [fragment, ...others] = await fragmentsFor('-sahin -long -endless')

    expect(fragment).toEqual({ field: 'body', text: 'The harbour   board met again.', spans: [] })
    expect(others).toEqual([])
  })

  it('shows a hard-wrapped sentence on one line, with marks in place', async () => {
    const [fragment] = await fragmentsFor('harbour "board met" again')

    expect(fragment!.text).not.toContain('\n')
    expect(marked(fragment!)).toEqual(['harbour', 'board met', 'again'])
  })

  it('truncates a long sentence at words around the first mark', async () => {
    const [fragment] = await fragmentsFor('"lighthouse keeper"')

    expect(fragment!.text.length).toBeLessThan(300)
    expect(fragment!.text).toMatch(/^… \w+ .* \w+ …$/)
    expect(FILLER + 'before the lighthouse keeper ' + FILLER).toContain(fragment!.text.slice(2, -2))
    expect(marked(fragment!)).toEqual(['lighthouse keeper'])
  })

  it('shows a phrase longer than other fragments', async () => {
    const phrase = FILLER.split(' ').slice(0, 64).join(' ')
    const [fragment] = await fragmentsFor(`"${phrase}" lighthouse`)

    expect(marked(fragment!)[0]).toBe(phrase)
  })

  it('does not split characters', async () => {
    const [fragment] = await fragmentsFor('beacon')

    expect(marked(fragment!)).toEqual(['beacon'])
    expect(fragment!.text.isWellFormed()).toBe(true)
  })

  describe('of generated news', () => {
    const generated = openedStore(() => open(GENERATED))

    it('marks only what was searched for', async () => {
      for (const text of generateQueries(60)) {
        const query = queryOf(text)
        const search = { query, filters: { fields: {} } }
        const { items } = await generated().articles({ search, sort: 'newest', size: 20 })

        for (const fragment of items.flatMap(({ fragments }) => fragments)) {
          const found = marked(fragment).map((each) => words(each).map(({ word }) => word))
          for (const part of found) expect(partOfAny(positiveTerms(query), part), text).toBe(true)
        }
      }
    })
  })
}

/** A phrase may be split at the end of a sentence. */
function partOfAny(terms: Term[], found: string[]): boolean {
  return terms.some((term) => {
    if (term.type === 'phrase') return term.words.join(' ').includes(found.join(' '))
    if (found.length !== 1) return false
    return term.type === 'prefix'
      ? found[0]!.startsWith(term.prefix)
      : stem(found[0]!) === stem(term.word)
  })
}
