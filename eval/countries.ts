import { existsSync } from 'node:fs'
import { extract } from '#extract/extract.ts'
import { joinTokens } from './join-tokens.ts'
import { type CountryLabel, readCountryLabels } from './labels.ts'
import { readReuters, reutersPath } from './reuters.ts'
import { round, toTable } from './table.ts'
import { readSource } from '../scripts/train/corpus.ts'
import { worldNewsPath } from './world-news.ts'

interface LabelledText {
  id: string
  title: string
  body: string
}

/** Reuters stories and world news, by the ids that labels have. */
export function readCountryTexts(shared: string): LabelledText[] {
  const { articles } = readSource(worldNewsPath(shared), 'worldwide-dev')
  const news = articles.map(({ doc, sentences }) => {
    const paragraphs = joinTokens(sentences.map(({ tokens }) => tokens))
    return { id: doc, title: '', body: paragraphs.map(({ text }) => text).join('') }
  })
  // As many stories as articles, so that neither corpus outweighs the other.
  return [...readReuters(shared).filter((_, i) => i % 28 === 0), ...news]
}

/** Prints how well names, nationalities and capitals are told that stand for a state; false where the data is missing. */
export function evaluateCountries(shared: string): boolean {
  if (!existsSync(reutersPath(shared))) return false
  const texts = new Map(readCountryTexts(shared).map((text) => [text.id, text]))
  const judged = readCountryLabels().map((label) => ({
    isState: label.state,
    isGiven: isCountry(texts.get(label.id)!, label),
  }))
  const given = judged.filter(({ isGiven }) => isGiven)
  const right = given.filter(({ isState }) => isState).length
  const states = judged.filter(({ isState }) => isState).length
  console.log(
    toTable(
      ['labelled', 'states', 'given', 'precision', 'recall'],
      [
        [judged.length, states, given.length]
          .map(String)
          .concat([right / given.length, right / states].map((share) => `${round(100 * share)} %`)),
      ],
    ),
  )
  return true
}

function isCountry({ title, body }: LabelledText, { start, end }: CountryLabel): boolean {
  const { mentions } = extract({ title, body, dateline: null })
  return mentions.some(
    (each) =>
      each.kind === 'country' &&
      each.entity !== null &&
      each.field === 'body' &&
      each.start < end &&
      start < each.end,
  )
}
