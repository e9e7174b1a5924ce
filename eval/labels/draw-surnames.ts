/*
 * Draws the 300 words of which surnames.json says whom they name: lone capitalised words of Reuters stories, whatever an
 * extractor makes of them, at most one in a story. Prints article ids and offsets into the bodies.
 * Run it as: node eval/labels/draw-surnames.ts [shared folder]
 */
import { createRandom, shuffled } from '../../scripts/train/random.ts'
import { readReuters, type Story } from '../reuters.ts'
import {
  type CapitalRun,
  mayBePerson,
  NO_NAME,
  readCapitalRuns,
  SPEECH_AFTER,
} from './capital-runs.ts'

const SEED = 21
/** How many words end or begin a longer run of the story that may be a person's full name, or one that hardly is. */
const OF_PERSONS = 200
const OF_OTHERS = 60
/** How many other words have a title or a verb of speech. */
const SPEAKERS = 40

const SPEECH_BEFORE = /\b(?:said|added|noted|asked|told|says)\s+$/

interface Case {
  id: string
  start: number
  end: number
}

const stories = readReuters(process.argv[2] ?? '../shared')
const random = createRandom(SEED)
const quota = [OF_PERSONS, OF_OTHERS, SPEAKERS]
const cases: Case[] = []
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

/** The lone words of a story, by the kinds of the quota. */
function candidatesOf({ body }: Story): CapitalRun[][] {
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
