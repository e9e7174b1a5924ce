/*
 * Draws 200 sentences in mixed case, at most one per article, independent of any extractor. Prints article ids and
 * offsets into the bodies. Run it as: node eval/labels/draw-roles.ts [shared folder] [fresh]
 * Without `fresh` they are those of roles.json, all of Reuters; with it 80 of Reuters and 120 of world news, from
 * articles that roles.json and roles-2.json took none of: those of roles-3.json.
 */
import { readSentences } from '#extract/text/sentences.ts'
import { seeded } from '#core/analysis/seeded.ts'
import { shuffled } from '../../scripts/train/random.ts'
import { readRolesLabels } from '../labels.ts'
import { type ReutersStory, readReuters } from '../reuters.ts'
import { toStory } from '../roles-run.ts'
import { readWorldNews } from '../world-news.ts'
import { type CapitalRun, mayBePerson, readCapitalRuns } from './capital-runs.ts'

/** The greatest distance, in characters, between a role noun and a name. */
const NEAR = 40
/** The share of sentences with a role noun near a possible full name of a person; in the others it is near other capitalised words. */
const PERSONS = 0.8

const ROLE_WORD =
  /\b(?:(?:vice[- ])?(?:president|chairm[ae]n|chairwoman|premier|chancellor|governor|minister|secretary|undersecretary|director|ambassador|envoy|leader|chief|head|commissioner|senator|congressman|mayor|economist|analyst|treasurer|founder|professor|judge|representative|negotiator|advis[eo]r|aide|speaker|attorney|lawyer|prosecutor|editor|manager|strategist|spokes(?:man|woman|person)|king|queen|prince|sheikh|general|admiral|colonel|officer|executive|partner|trader|broker|dealer|delegate|coordinator|administrator|counsel|engineer|researcher|official|member)s?|ministers|secretaries|CEO)\b/gi

interface DrawnSentence {
  id: string
  start: number
  end: number
}

const [shared = '../shared', isFresh] = process.argv.slice(2)
const reuters = readReuters(shared)
if (isFresh) {
  const labelled = [...readRolesLabels('roles.json'), ...readRolesLabels('roles-2.json')]
  const taken = new Set(labelled.map(({ id }) => id))
  const isNew = ({ id }: ReutersStory) => !taken.has(id)
  const world = readWorldNews(shared).map(toStory)
  print([...draw(world.filter(isNew), 120, 72), ...draw(reuters.filter(isNew), 80, 72)])
} else print(draw(reuters, 200, 22))

function print(cases: DrawnSentence[]): void {
  console.log(JSON.stringify(cases))
}

function draw(stories: ReutersStory[], count: number, seed: number): DrawnSentence[] {
  const random = seeded(seed)
  const quota = [PERSONS * count, count - PERSONS * count]
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
  return cases
}

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
