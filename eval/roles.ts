import type { Mention, Role } from '#core/article.ts'
import { extract } from '#extract/extract.ts'
import type { Offsets, RoleLabel, RolesLabel } from './labels.ts'
import type { ReutersStory } from './reuters.ts'
import { type Tally, type TallyLine, toTallyLine } from './tally.ts'

/** An extracted role with the mentions of both names. */
interface Given {
  person: Mention
  of: Mention
  title: string
}

/** Scores extracted roles against labelled sentences. */
export function scoreRoles(labels: RolesLabel[], stories: Map<string, ReutersStory>): TallyLine {
  return toTallyLine(labels.map((label) => score(label, stories.get(label.id)!)))
}

function score({ start, end, roles }: RolesLabel, story: ReutersStory): Tally {
  const { mentions, roles: found } = extract(story)
  const given = found
    .map((role) => toGiven(role, mentions))
    .filter(({ person }) => {
      return person.field === 'body' && person.start < end && start < person.end
    })
  const asked = roles.filter(({ optional }) => !optional)
  const right = asked.filter((role) => given.some((one) => isSame(role, one))).length
  const wrong = given.filter((one) => !roles.some((role) => isSame(role, one))).length
  return { gold: asked.length, given: right + wrong, right }
}

function toGiven({ person, of, title }: Role, mentions: Mention[]): Given {
  return { person: mentions[person]!, of: mentions[of]!, title }
}

/** Whether both names overlap the labelled ones and the titles share a head noun. */
function isSame({ person, of, title }: RoleLabel, given: Given): boolean {
  const heads = headsOf(given.title)
  return (
    touches(person, given.person) &&
    touches(of, given.of) &&
    headsOf(title).some((head) => heads.includes(head))
  )
}

function touches([start, end]: Offsets, mention: Mention): boolean {
  return mention.start < end && start < mention.end
}

/** Head nouns of a title: "president" and "head" for "executive vice-president and head of research". */
export function headsOf(title: string): string[] {
  return title.split(/ and |, /).map((part) => {
    return part
      .split(/ (?:of|for|in|at) /)[0]!
      .split(/[ -]/)
      .at(-1)!
  })
}
