import { expect, it } from 'vitest'
import { detectLanguage } from './detect-language.ts'

it.each([
  ['en', 'It was sold by Acme for less than its owner had paid, and he is said to regret that.'],
  ['en', 'Acme named a new head on Monday. Shares rose after the news reached traders in London.'],
  [
    'nl',
    'De minister was niet in The Hague, en het is niet duidelijk of hij nog naar Brussel komt.',
  ],
  [
    'de',
    'Die Regierung hat am Montag ein neues Gesetz über die Steuern für Unternehmen vorgelegt.',
  ],
  ['ja', '政府は月曜日に、企業の税金に関する新しい法律を発表した。詳細は来週明らかになる。'],
  ['hi', 'सरकार ने सोमवार को कंपनियों के करों पर एक नया कानून पेश किया और अगले सप्ताह जानकारी देगी।'],
])('detects %s from a paragraph', (language, text) => {
  expect(detectLanguage('', text)).toBe(language)
})

it('finds no language in a table, whose few words are abbreviations', () => {
  const table = 'Shr 16 cts vs 35 cts\n  Net 476,000 vs 929,000\n  Revs 3,000,000 vs 3,600,000'

  expect(detectLanguage('', table)).toBeNull()
})
