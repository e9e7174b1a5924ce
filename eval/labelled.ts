import { storiesById, readRolesLabels, readSurnameLabels } from './labels.ts'
import type { ReutersStory } from './reuters.ts'
import { scoreRoles } from './roles.ts'
import { scoreSurnames } from './surnames.ts'
import { round } from './table.ts'
import type { TallyLine } from './tally.ts'

/** Scores of surname links and roles against hand-made labels, one row each. */
export function scoreLabelled(stories: ReutersStory[]): string[][] {
  const storyOf = storiesById(stories)
  const surnames = readSurnameLabels()
  const roles = readRolesLabels()
  return [
    toRow(`lone surnames, ${surnames.length} words`, scoreSurnames(surnames, storyOf)),
    toRow(`roles, ${roles.length} sentences`, scoreRoles(roles, storyOf)),
  ]
}

function toRow(name: string, line: TallyLine): string[] {
  const { total, precision, precisionInterval, recall, recallInterval } = line
  const between = ([low, high]: [number, number]) => `${round(low)}–${round(high)}`
  return [
    name,
    String(total.gold),
    String(total.given),
    `**${round(precision)}**`,
    between(precisionInterval),
    `**${round(recall)}**`,
    between(recallInterval),
  ]
}
