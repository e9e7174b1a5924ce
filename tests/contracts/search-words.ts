import { expect, it } from 'vitest'
import type { Query, Term } from '#core/query/tree.ts'
import { queryOf } from '#tests/query-of.ts'
import { story } from '#tests/builders.ts'
import { generateNews, generateQueries } from './generated-news.ts'
import { createNaiveSearch } from './naive-search.ts'
import { openedStore } from './opened-store.ts'
import type { OpenSearchStore } from './search-store.ts'

const NEWS = [
  story({
    id: 'harbour',
    title: 'Ships leave the harbour',
    body: 'Shipping lines were relieved.\nHappiness was general.',
  }),
  story({ id: 'airport', title: 'Airports', body: 'A portal opened.\nThe shipment was happy.' }),
  story({
    id: 'turan',
    title: 'ŞAHİN in İzmir',
    body: 'Łukasz Ørsted paid in đinar.\nƏhali waited; ısı rose; Straße, naïve café.',
  }),
  story({
    id: 'hamlet',
    title: 'To be or not to be',
    body: 'The state-owned theatre of the U.S. paid 3.5 million.',
  }),
  story({ id: 'grain', title: 'Nothing but grain', body: 'Deal! A grain deal.\nA deal of rice.' }),
  story({ id: 'rice', title: 'Rice and grain', body: 'Deal on rice: no grain,\ndeals none.' }),
  story({ id: 'world', title: 'Москва — 東京', body: '𝔘nion of e𝔘nion. Don’t panic.' }),
]

/** Each word in its different spellings. */
const SPELLINGS = [
  ...['U.S. grain', 'US grain', 'The U.S.-led force', 'U. S. grain', 'grain for us all'],
  ...['An e-mail', 'An email', 'Emails', 'A cease-fire', 'A ceasefire', 'Ceasefires held'],
  ...["Lima's mayor", 'Lima’s mayor', 'The mayor of Lima', 'Limas'],
].map((body, i) => story({ id: `${i}`.padStart(2, '0'), title: '-', body }))

const GENERATED = generateNews(150)

/** Which articles match the words of a query. */
export function testWords(open: OpenSearchStore) {
  const few = openedStore(() => open(NEWS))
  const spellings = openedStore(() => open(SPELLINGS))
  const generated = openedStore(() => open(GENERATED))

  async function idsFor(text: string, store = few()): Promise<string[]> {
    const search = { query: queryOf(text), filters: { fields: {} } }
    const page = await store.articles({ search, sort: 'relevance', size: 1000 })
    expect(page.total).toEqual({ value: page.items.length, relation: 'eq' })
    return page.items.map(({ id }) => id).sort()
  }

  it.each([
    [1, ['airport', 'grain', 'hamlet', 'harbour', 'rice']],
    [2, ['grain', 'rice']],
    [3, ['rice']],
    [5, []],
  ])('finds articles with at least %i of some terms', async (least, expected) => {
    const parts = ['"no grain"', 'rice', 'deals', 'the', 'absent'].map(
      (text) => queryOf(text) as Term,
    )
    const query: Query = { type: 'some', least, parts, start: 0, end: 0 }
    const search = { query, filters: { fields: {} } }
    const page = await few().articles({ search, sort: 'relevance', size: 1000 })

    expect(page.items.map(({ id }) => id).sort()).toEqual(expected)
    expect((await few().count([query])).totals).toEqual([
      { value: expected.length, relation: 'eq' },
    ])
  })

  it.each([
    ['U.S.', 'US', [0, 1, 2, 3, 4]],
    ['"u s"', 'u.s.', [0, 1, 2, 3, 4], [0, 2, 3]],
    ['e-mail', 'email', [5, 6, 7], [5, 6, 7]],
    ['cease-fire', 'ceasefire', [8, 9, 10], [8, 9, 10]],
    ["Lima's", 'Lima’s', [11, 12, 13, 14], [11, 12, 13, 14]],
    ['same(U.S. grain)', 'U.S. NEAR/9 grain', [0, 1, 3, 4]],
  ])('finds by %s and %s either spelling', async (one, other, found, byOne = found) => {
    const ids = (positions: number[]) => positions.map((i) => SPELLINGS[i]!.article.id)

    expect(await idsFor(one, spellings())).toEqual(ids(byOne))
    expect(await idsFor(other, spellings())).toEqual(ids(found))
  })

  it('marks each spelling in place', async () => {
    const search = { query: queryOf('US'), filters: { fields: {} } }
    const { items } = await spellings().articles({ search, sort: 'oldest', size: 5 })
    const marked = items.flatMap(({ fragments }) =>
      fragments.flatMap(({ text, spans }) => spans.map(([start, end]) => text.slice(start, end))),
    )

    expect(marked).toEqual(['U.S', 'US', 'U.S', 'U. S', 'us'])
  })

  it.each([
    ['every article where nothing is asked', '', NEWS.map(({ article }) => article.id)],
    ['a word by its stem', 'ship', ['harbour']],
    ['all forms by any of them', 'shipped', ['harbour']],
    ['words in title and body alike', 'relieved', ['harbour']],
    ['two words, one in the title and one in the body', 'airport happy', ['airport']],
    ['happy and happiness by one stem', 'happy', ['airport', 'harbour']],
    ['no word by a part of it', 'port', []],
    ['capitals and small letters as one', 'SHIPPING harbour', ['harbour']],
    ['folded letters typed bare', 'sahin izmir lukasz orsted dinar ehali isi', ['turan']],
    ['folded letters typed in full', 'Şahin İZMİR ŁUKASZ ørsted ĐINAR Əhali ISI', ['turan']],
    ['letters typed apart from their marks', 'cafe\u0301 "S\u0327ahin in" I\u0307zm*', ['turan']],
    ['other letters folded', 'strase naive cafe', ['turan']],
    ['other scripts', 'москва 東京', ['world']],
    ['letters beyond the first plane', '𝔘nion', ['world']],
    ['words that others leave out', 'the', ['airport', 'hamlet', 'harbour']],
    ['operators in small letters as words', 'or not', ['hamlet']],
    ['a phrase of such words', '"to be or not to be"', ['hamlet']],
    ['words joined by signs as a phrase', 'state-owned', ['hamlet']],
    ['abbreviations with dots', 'U.S.', ['hamlet']],
    ['numbers with a point', '3.5', ['hamlet']],
    ['words with an apostrophe', "don't", ['world']],
    ['a phrase', '"grain deal"', ['grain']],
    ['a phrase over a line break and signs', '"no grain deals"', ['rice']],
    ['no phrase in another order', '"deal grain"', []],
    ['no phrase by the stems of its words', '"grains deal"', []],
    ['no phrase that starts in the title and ends in the body', '"but grain deal"', []],
    ['words by their beginning', 'air*', ['airport']],
    ['beginnings of the written form, not of the stem', 'happi*', ['harbour']],
    ['beginnings without regard to case or accents', 'ŞAH*', ['turan']],
    ['a word that is just the beginning', 'rice*', ['grain', 'rice']],
    ['either of two', 'harbour OR café', ['harbour', 'turan']],
    ['AND before OR', 'harbour OR grain rice', ['grain', 'harbour', 'rice']],
    ['brackets before AND', '(harbour OR grain) rice', ['grain', 'rice']],
    ['one without another', 'grain -"rice and"', ['grain']],
    ['NOT before AND', 'NOT grain the', ['airport', 'hamlet', 'harbour']],
    [
      'all that a word is missing from',
      '-grain',
      ['airport', 'hamlet', 'harbour', 'turan', 'world'],
    ],
    ['all that several are missing from', '-grain -the', ['turan', 'world']],
    [
      'either a word or the absence of another',
      'rice OR -the',
      ['grain', 'rice', 'turan', 'world'],
    ],
    ['the opposite of an opposite', 'NOT (NOT grain)', ['grain', 'rice']],
    ['words in the title alone', 'title:grain', ['grain', 'rice']],
    ['words in the text alone', 'body:grain', ['grain', 'rice']],
    ['a phrase in the title', 'title:"rice and grain"', ['rice']],
    ['a word in the title by its stem', 'title:airport', ['airport']],
    ['beginnings in the text', 'body:portal*', ['airport']],
    ['one in the title without another in the text', 'title:grain -body:rice', []],
    ['words side by side in any order', 'deal NEAR/0 grain', ['grain']],
    ['no words further apart', 'theatre NEAR/2 paid', []],
    ['words with so many others between', 'theatre NEAR/4 paid', ['hamlet']],
    ['distances of written forms, not of stems', 'grains NEAR/5 deal', []],
    ['one before the other', 'deal THEN/0 grain', []],
    ['one after the other', 'grain THEN/0 deal', ['grain']],
    [
      'a phrase, a choice and a beginning close together',
      '(opened OR "a portal") NEAR/3 ship*',
      ['airport'],
    ],
    [
      'three in one stretch, counting no word of theirs',
      'state NEAR/3 theatre NEAR/3 u',
      ['hamlet'],
    ],
    ['no distance from the title into the text', 'nothing NEAR/3 deal', []],
    ['words within a distance as typed in quotes', '"deal rice"~1', ['grain', 'rice']],
    ['a distance in the title', 'title:(be THEN/3 be)', ['hamlet']],
    ['a source by a word of its name', 'source:courier', NEWS.map(({ article }) => article.id)],
    ['nothing of a source by part of a word', 'source:cour', []],
    ['one of two sources, and a word', 'source:(herald OR courier) grain', ['grain', 'rice']],
    ['what is not in a language', '-lang:en', []],
    ['a month as people write it', 'on:June 2023 harbour', ['harbour']],
    ['nothing after the last day', 'after:2023-07 grain', []],
    ['what is dated up to a day, the day included', 'before:2023-06-22 harbour', ['harbour']],
    ['a date or a word', 'after:2024 OR rice', ['grain', 'rice']],
    ['not a date', 'NOT on:2023', []],
    ['two words in one sentence', 'same(portal opened)', ['airport']],
    ['no two words in two sentences', 'same(portal shipment)', []],
    [
      'a phrase and a beginning in one sentence',
      'same("grain deal" OR ship* the)',
      ['airport', 'grain', 'harbour'],
    ],
    ['a sentence that lacks a word', 'same(deal -grain)', ['grain', 'rice']],
    ['no sentence that two others make up', 'same("harbour shipping")', []],
    ['a word so often in any form', 'atleast2(deals)', ['grain', 'rice']],
    ['no word so often', 'atleast4(deals)', []],
    ['a word so often in the title', 'title:atleast2(be)', ['hamlet']],
    ['a word among the first', 'first3(portal)', ['airport']],
    ['no other form among the first', 'first3(portals)', []],
    ['no word behind the first', 'first1(portal)', []],
    ['nothing for a word that is nowhere', 'absent', []],
    ['nothing for a word and its opposite', 'grain -grain', []],
    ['what else is asked where an unknown word must be absent', 'rice -absent', ['grain', 'rice']],
  ])('finds %s: %s', async (_, text, ids) => {
    expect(await idsFor(text)).toEqual(ids.toSorted())
  })

  it('answers the longest and the deepest query that can be written', async () => {
    const long = Array.from({ length: 31 }, (_, i) => `word${i}`).join(' OR ')
    const deep = `${'('.repeat(16)}grain${')'.repeat(16)}`
    const chain = `${'absent OR grain ('.repeat(15)}grain${')'.repeat(15)}`
    const turns = `${'-(absent OR '.repeat(7)}grain${')'.repeat(7)}`

    expect(await idsFor(`${long} OR grain`)).toEqual(['grain', 'rice'])
    expect(await idsFor(deep)).toEqual(['grain', 'rice'])
    expect(await idsFor(chain)).toEqual(['grain', 'rice'])
    expect(await idsFor(turns)).toEqual(await idsFor('-grain'))
  })

  it('counts several queries at once, each separately', async () => {
    const queries = ['', 'grain', 'absent', 'grain -rice'].map(queryOf)
    const one = { type: 'article' as const, ids: ['grain'], start: 0, end: 0 }
    const { totals } = await few().count([...queries, one])

    expect(totals.map(({ value }) => value)).toEqual([NEWS.length, 2, 0, 0, 1])
    expect((await few().count([])).totals).toEqual([])
  })

  it('equals reading every article, for operators in all combinations', async () => {
    const naive = createNaiveSearch(GENERATED)
    for (const text of generateQueries(300)) {
      const expected = naive.matching({ query: queryOf(text), filters: { fields: {} } })

      const found = await idsFor(text, generated())

      expect(found, text).toEqual(expected.map(({ article }) => article.id).sort())
    }
  })
}
