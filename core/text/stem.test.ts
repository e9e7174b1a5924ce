import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { stem } from './stem.ts'
import { words } from '../text.ts'

/** The examples of the paper, step by step, after all steps. */
const EXAMPLES = `
  caresses→caress ponies→poni ties→ti caress→caress cats→cat
  feed→feed agreed→agre plastered→plaster bled→bled motoring→motor sing→sing
  conflated→conflat troubled→troubl sized→size hopping→hop tanned→tan falling→fall hissing→hiss
  fizzed→fizz failing→fail filing→file happy→happi sky→sky
  relational→relat conditional→condit rational→ration valenci→valenc hesitanci→hesit
  digitizer→digit conformabli→conform radicalli→radic differentli→differ vileli→vile
  analogousli→analog vietnamization→vietnam predication→predic operator→oper feudalism→feudal
  decisiveness→decis hopefulness→hope callousness→callous formaliti→formal sensitiviti→sensit
  sensibiliti→sensibl triplicate→triplic formative→form formalize→formal electriciti→electr
  electrical→electr hopeful→hope goodness→good
  revival→reviv allowance→allow inference→infer airliner→airlin gyroscopic→gyroscop
  adjustable→adjust defensible→defens irritant→irrit replacement→replac adjustment→adjust
  dependent→depend adoption→adopt homologou→homolog communism→commun activate→activ
  angulariti→angular homologous→homolog effective→effect bowdlerize→bowdler
  probate→probat rate→rate cease→ceas controll→control roll→roll`

describe('stem', () => {
  it.each(
    EXAMPLES.trim()
      .split(/\s+/)
      .map((example) => example.split('→')),
  )('makes %s to %s', (word, expected) => {
    expect(stem(word)).toBe(expected)
  })

  it.each(['', 'a', 'is', 'us', 'oz'])('leaves the short word %j alone', (word) => {
    expect(stem(word)).toBe(word)
  })

  it.each(['1987', 'москва', '東京', 'ızmır'])(
    'leaves %s alone, which has no English ending',
    (word) => {
      expect(stem(word)).toBe(word)
    },
  )

  it('agrees with another implementation on the words of the sample news', () => {
    const vocabulary = wordsOf('meridian.jsonl', 'coastal-times.csv', 'balkan-ledger.json')
    const expected = stemsBySqlite(vocabulary)

    expect(vocabulary.length).toBeGreaterThan(2000)
    expect(Object.fromEntries(vocabulary.map((word) => [word, stem(word)]))).toEqual(expected)
  })

  it('keeps the beginning of a word, but for its last two letters', () => {
    for (const word of wordsOf(
      'meridian.jsonl',
      'port-courant/2024-03-22-bar-terminal-what-lusomar-bought.html',
    )) {
      const stemmed = stem(word)
      expect(word.startsWith(stemmed.slice(0, Math.max(1, stemmed.length - 2))), word).toBe(true)
    }
  })
})

function wordsOf(...files: string[]): string[] {
  const texts = files.map((file) =>
    readFileSync(join(import.meta.dirname, '../../sample', file), 'utf8'),
  )
  return [...new Set(texts.flatMap((text) => words(text).map(({ word }) => word)))].filter((word) =>
    /^[a-z]+$/.test(word),
  )
}

/** What FTS5's tokenizer "porter" makes of words of ASCII letters. */
function stemsBySqlite(vocabulary: string[]): Record<string, string> {
  const db = new DatabaseSync(':memory:')
  db.exec(`create virtual table texts using fts5(word, tokenize = 'porter ascii')`)
  db.exec(`create virtual table stems using fts5vocab(texts, instance)`)
  const insert = db.prepare('insert into texts (rowid, word) values (?, ?)')
  db.exec('begin')
  vocabulary.forEach((word, i) => insert.run(i + 1, word))
  db.exec('commit')
  const rows = db.prepare('select doc, term from stems').all() as { doc: number; term: string }[]
  return Object.fromEntries(rows.map(({ doc, term }) => [vocabulary[doc - 1]!, term]))
}
