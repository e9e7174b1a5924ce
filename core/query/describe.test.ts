import { expect, it } from 'vitest'
import { describeQuery } from './describe.ts'
import { parseQuery } from './parse.ts'

it.each([
  ['', 'All articles.'],
  ['grain deal', 'Articles with “grain” and with “deal”.'],
  [
    '"grain deal" OR port*',
    'Articles with the phrase “grain deal” or with a word beginning with “port”.',
  ],
  ['a b -c', 'Articles with “a”, with “b” and not with “c”.'],
  ['(a OR b) title:c', 'Articles (with “a” or with “b”) and with “c” in the title.'],
  ['NOT (a OR b)', 'Articles not (with “a” or with “b”).'],
  [
    'a NEAR/5 (b OR c)',
    'Articles with “a” and “b” or “c” close together (with at most 5 other words between).',
  ],
  ['a THEN/1 b', 'Articles with “a” followed by “b” with at most 1 other word between.'],
  ['a THEN/0 b', 'Articles with “a” directly followed by “b”.'],
  ['source:herald author:roe', 'Articles from the source “herald” and by the author “roe”.'],
  ['place:baku OR -lang:en', 'Articles datelined “baku” or not in the language “en”.'],
  ['after:-30d', 'Articles dated 2026-10-30 or later.'],
  ['on:March 1987', 'Articles dated 1987-03.'],
  [
    'person:lavrov -country:AZ',
    'Articles naming the person “lavrov” and not naming the country “AZ”.',
  ],
  [
    'same(entity:lavrov (a OR -b))',
    'Articles with one sentence that has “lavrov” and (“a” or not “b”).',
  ],
  [
    'atleast3(oil) title:first9(gas)',
    'Articles with “oil” at least 3 times and with “gas” among the first 9 words in the title.',
  ],
])('describes %j as %j', (text, sentence) => {
  const today = new Date('2026-11-29T12:00:00Z')

  expect(describeQuery(parseQuery(text).query, today)).toBe(sentence)
})
