import type { Mention } from '#core/article.ts'
import { extract } from '#extract/extract.ts'
import type { Offsets, SurnameLabel } from './labels.ts'
import type { ReutersStory } from './reuters.ts'
import { type Tally, type TallyLine, toTallyLine } from './tally.ts'

/** Scores how often a single word is linked to the right full name of its story. */
export function scoreSurnames(
  labels: SurnameLabel[],
  stories: Map<string, ReutersStory>,
): TallyLine {
  return toTallyLine(labels.map((label) => score(label, stories.get(label.id)!)))
}

function score({ start, end, full }: SurnameLabel, story: ReutersStory): Tally {
  const persons = extract(story).mentions.filter(
    ({ field, kind, entity }) => field === 'body' && kind === 'person' && entity !== null,
  )
  const given = mentionAt(persons, [start, end])
  const isRight = given !== undefined && full !== null && isNamed(given, full, persons, story.body)
  return { gold: full ? 1 : 0, given: given ? 1 : 0, right: isRight ? 1 : 0 }
}

/** Whether a mention is linked to the labelled name: by its entity, or by the same text. */
function isNamed(given: Mention, full: Offsets, persons: Mention[], body: string): boolean {
  if (mentionAt(persons, full)?.entity === given.entity) return true
  return given.name === body.slice(...full).replace(/\s+/g, ' ')
}

function mentionAt(mentions: Mention[], [from, to]: Offsets): Mention | undefined {
  return mentions.find(({ start, end }) => start < to && from < end)
}
