import type { Reading } from '#core/article.ts'
import { singleSpaced } from '#core/text.ts'

/** A form in an article: its id, its full name, and the article's other spellings. */
export type HeardForm = [id: string, name: string, ...variants: string[]]

/** A person the article never names in full: as written, and the title before it ('' for none). */
export type HeardLone = [text: string, title: string]

/** A role; `person` and `of` are positions of forms. */
export type HeardRole = [person: number, of: number, title: string]

/**
 * What an article alone says about names; entities are forms here, which the registry maps to
 * entities.
 */
export interface Heard {
  forms: HeardForm[]
  lone: HeardLone[]
  roles: HeardRole[]
}

/** Sums up the names of a reading as the text gives them. */
export function hear({ mentions, roles }: Pick<Reading, 'mentions' | 'roles'>): Heard {
  const forms = new Map<string, HeardForm>()
  const lone = new Map<string, HeardLone>()
  for (const { entity, sentence, field, kind, name, surface, title = '' } of mentions) {
    if (sentence === null || kind === 'place') continue
    // Headlines capitalise words, so their spelling is no evidence.
    const written = field === 'title' ? name : surface
    if (entity !== null) addForm(forms, entity, singleSpaced(name), singleSpaced(written))
    else if (kind === 'person') addLone(lone, singleSpaced(surface), title)
  }
  const position = new Map([...forms.keys()].map((id, i) => [id, i]))
  const stated = roles.flatMap(({ person, of, title }): HeardRole[] => {
    const [who, where] = [mentions[person]?.entity, mentions[of]?.entity]
    const ends = [position.get(who ?? ''), position.get(where ?? '')]
    return ends[0] === undefined || ends[1] === undefined ? [] : [[ends[0], ends[1], title]]
  })
  return { forms: [...forms.values()], lone: [...lone.values()], roles: stated }
}

function addForm(forms: Map<string, HeardForm>, id: string, name: string, surface: string): void {
  const known = forms.get(id)
  if (!known) forms.set(id, name === surface ? [id, name] : [id, name, surface])
  else for (const form of [name, surface]) if (!known.includes(form, 1)) known.push(form)
}

/** The longest title in an article applies to all its mentions of the name. */
function addLone(lone: Map<string, HeardLone>, text: string, title: string): void {
  const known = lone.get(text)
  if (!known) lone.set(text, [text, title])
  else if (title.length > known[1].length) known[1] = title
}

export const encodeHeard = ({ forms, lone, roles }: Heard): string =>
  JSON.stringify([forms, lone, roles])

export function decodeHeard(stored: string): Heard {
  const [forms, lone, roles] = JSON.parse(stored) as [HeardForm[], HeardLone[], HeardRole[]]
  return { forms, lone, roles }
}

/** The form of a lone name within an article; no entity id begins with `?`. */
export const loneForm = (text: string): string => `?${text}`
