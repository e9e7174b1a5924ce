/*
 * Draws the 300 words labelled in surnames.json: single capitalised words of Reuters stories, at most one per story,
 * independent of any extractor. Prints article ids and offsets into the bodies.
 * Run it as: node eval/labels/draw-surnames.ts [shared folder]
 */
import { seeded } from '#core/analysis/seeded.ts'
import { shuffled } from '../../scripts/train/random.ts'
import { readReuters, type ReutersStory } from '../reuters.ts'
import {
  type CapitalRun,
  mayBePerson,
  NO_NAME,
  readCapitalRuns,
  SPEECH_AFTER,
} from './capital-runs.ts'

const SEED = 21
/**
 * Quotas of words that end or start a longer run of the story: a possible full name of a person, or
 * probably not one.
 */
const OF_PERSONS = 200
const OF_OTHERS = 60
/** Quota of other words next to a title or a speech verb. */
const SPEAKERS = 40

const SPEECH_BEFORE = /\b(?:said|added|noted|asked|told|says)\s+$/

interface DrawnWord {
  id: string
  start: number
  end: number
}

const stories = readReuters(process.argv[2] ?? '../shared')
const random = seeded(SEED)
const quota = [OF_PERSONS, OF_OTHERS, SPEAKERS]
const cases: DrawnWord[] = []
for (const i of shuffled(stories.length, random)) {
  const story = stories[i]!
  const candidates = candidatesOf(story)
  const from = quota.findIndex((left, kind) => left > 0 && candidates[kind]!.length > 0)
  if (from < 0) continue
  quota[from]!--
  const { start, end } = candidates[from]![Math.floor(random() * candidates[from]!.length)]!
  cases.push({ id: story.id, start, end })
}
console.log(JSON.stringify(cases))

/** The single words of a story by quota. */
function candidatesOf({ body }: ReutersStory): CapitalRun[][] {
  const runs = readCapitalRuns(body)
  const long = runs.filter(({ words }) => words.length > 1)
  const lone = runs.filter(({ words }) => words.length === 1 && !NO_NAME.test(words[0]!))
  const persons = outerWords(long.filter((run) => mayBePerson(body, run)))
  const others = outerWords(long)
  const isSpeaker = ({ start, end, titled }: CapitalRun) =>
    titled || SPEECH_AFTER.test(body.slice(end)) || SPEECH_BEFORE.test(body.slice(0, start))
  return [
    lone.filter(({ words: [word] }) => persons.has(word!)),
    lone.filter(({ words: [word] }) => others.has(word!) && !persons.has(word!)),
    lone.filter((run) => !others.has(run.words[0]!) && isSpeaker(run)),
  ]
}

function outerWords(runs: CapitalRun[]): Set<string> {
  return new Set(runs.flatMap(({ words }) => [words[0]!, words.at(-1)!]))
}
