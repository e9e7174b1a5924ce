/*
 * Draws the 200 sentences labelled in roles.json: sentences of Reuters stories in mixed case, at most one per story,
 * independent of any extractor. Prints article ids and offsets into the bodies.
 * Run it as: node eval/labels/draw-roles.ts [shared folder]
 */
import { readSentences } from '#extract/text/sentences.ts'
import { seeded } from '#core/analysis/seeded.ts'
import { shuffled } from '../../scripts/train/random.ts'
import { readReuters } from '../reuters.ts'
import { type CapitalRun, mayBePerson, readCapitalRuns } from './capital-runs.ts'

const SEED = 22
/**
 * Quotas of sentences with a role noun near a possible full name of a person, and near other
 * capitalised words.
 */
const NEAR_PERSONS = 160
const NEAR_OTHERS = 40
const NEAR = 40

const ROLE_WORD =
  /\b(?:(?:vice[- ])?(?:president|chairm[ae]n|chairwoman|premier|chancellor|governor|minister|secretary|undersecretary|director|ambassador|envoy|leader|chief|head|commissioner|senator|congressman|mayor|economist|analyst|treasurer|founder|professor|judge|representative|negotiator|advis[eo]r|aide|speaker|attorney|lawyer|prosecutor|editor|manager|strategist|spokes(?:man|woman|person)|king|queen|prince|sheikh|general|admiral|colonel|officer|executive|partner|trader|broker|dealer|delegate|coordinator|administrator|counsel|engineer|researcher|official|member)s?|ministers|secretaries|CEO)\b/gi

interface DrawnSentence {
  id: string
  start: number
  end: number
}

const stories = readReuters(process.argv[2] ?? '../shared')
const random = seeded(SEED)
const quota = [NEAR_PERSONS, NEAR_OTHERS]
const cases: DrawnSentence[] = []
for (const i of shuffled(stories.length, random)) {
  const { id, body } = stories[i]!
  const sentences = readSentences('', body).map(({ start, end }) => ({ id, start, end }))
  const kinds = sentences.map(({ start, end }) => kindOf(body.slice(start, end)))
  const kind = quota.findIndex((left, kind) => left > 0 && kinds.includes(kind))
  if (kind < 0) continue
  quota[kind]!--
  const candidates = sentences.filter((_, s) => kinds[s] === kind)
  cases.push(candidates[Math.floor(random() * candidates.length)]!)
}
console.log(JSON.stringify(cases))

/**
 * 0 for a role noun near a possible full name of a person, 1 near other capitalised words,
 * otherwise -1.
 */
function kindOf(text: string): number {
  const words = [...text.matchAll(ROLE_WORD)]
  if (words.length === 0) return -1
  const runs = readCapitalRuns(text)
  const areNear = (run: CapitalRun) =>
    words.some(({ index }) => run.start < index + NEAR && index < run.end + NEAR)
  if (runs.some((run) => run.words.length > 1 && areNear(run) && mayBePerson(text, run))) return 0
  return runs.some(areNear) ? 1 : -1
}
