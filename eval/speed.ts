import { extract } from '#extract/extract.ts'
import { readSentences } from '#extract/text/sentences.ts'
import { applyDocumentRules } from '#extract/tagger/document-rules.ts'
import type { Tagger } from '#extract/tagger/tagger.ts'
import { readTokens } from '#extract/text/tokens.ts'
import { countWords, type ReutersStory } from './reuters.ts'

const PASSES = 9

/** Words per second of processor time of each stage, rounded to thousands. */
export function measureSpeed(stories: ReutersStory[], tagger: Tagger): string[][] {
  const words = stories.reduce((sum, { body }) => sum + countWords(body), 0)
  const texts = stories.map(({ body }) => read(body))
  const measure = (name: string, pass: () => void) => [name, thousands(words / seconds(pass))]
  return [
    measure('sentences and words', () => stories.forEach(({ body }) => read(body))),
    measure('tagger', () => texts.forEach((text) => tagger.tag(text))),
    measure('text to names: sentences, words, tagger, document rules', () => {
      for (const { body } of stories) {
        const text = read(body)
        applyDocumentRules(text, tagger.tag(text))
      }
    }),
    measure('whole extraction, with title and dateline, to roles', () => stories.forEach(extract)),
  ]
}

/** The same for other libraries, on fewer stories because they are slower. */
export function measureOthers(
  stories: ReutersStory[],
  others: readonly (readonly [name: string, read: (text: string) => unknown])[],
): string[][] {
  const words = stories.reduce((sum, { body }) => sum + countWords(body), 0)
  return others.map(([name, read]) => {
    return [name, thousands(words / seconds(() => stories.forEach(({ body }) => read(body))))]
  })
}

function read(body: string): string[][] {
  return readSentences('', body).map(({ start, end }) =>
    readTokens(body, start, end).map(({ word }) => word.text),
  )
}

/** The fastest pass after a warm-up, because other load can only slow a pass down. */
function seconds(pass: () => void): number {
  pass()
  const times = Array.from({ length: PASSES }, () => {
    const { user } = process.cpuUsage()
    pass()
    return (process.cpuUsage().user - user) / 1e6
  })
  return Math.min(...times)
}

const thousands = (value: number) => `${Math.round(value / 1000).toLocaleString('en')},000`
