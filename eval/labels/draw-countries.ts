/*
 * Draws the 200 words labelled in countries.json: names of countries, nationalities and capitals in Reuters stories and world
 * news, whatever extraction makes of them, at most one of each sort in an article. Prints article ids and offsets.
 * Run it as: node eval/labels/draw-countries.ts [shared folder]
 */
import { readDocument } from '#extract/text/document.ts'
import { readSentences } from '#extract/text/sentences.ts'
import { seeded } from '#core/analysis/seeded.ts'
import { shuffled } from '../../scripts/train/random.ts'
import { readCountryTexts } from '../countries.ts'

const SEED = 19
const QUOTA = { country: 60, demonym: 90, capital: 50 }

type Sort = keyof typeof QUOTA
interface Drawn {
  id: string
  start: number
  end: number
}

const texts = readCountryTexts(process.argv[2] ?? '../shared')
const random = seeded(SEED)
const left = { ...QUOTA }
const cases: Drawn[] = []
for (const i of shuffled(texts.length, random)) {
  const { id, title, body } = texts[i]!
  for (const sort of Object.keys(left) as Sort[]) {
    const found = matchesOf(title, body, sort)
    if (left[sort] === 0 || found.length === 0) continue
    left[sort]--
    cases.push({ id, ...found[Math.floor(random() * found.length)]! })
  }
}
console.log(JSON.stringify(cases))

function matchesOf(title: string, body: string, sort: Sort): { start: number; end: number }[] {
  const document = readDocument(title, body, readSentences(title, body))
  return document.body.flatMap(({ tokens, matches }) =>
    matches.flatMap((match, i) =>
      match?.from === i && match.entry.kind === sort
        ? [{ start: tokens[i]!.start, end: tokens[match.to - 1]!.end }]
        : [],
    ),
  )
}
