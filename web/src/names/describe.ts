import type { Action } from '#core/decisions/types.ts'
import { counted } from '../ui/format.ts'

/** Describes a decision in one line. */
export function describe(action: Action): string {
  switch (action.type) {
    case 'merge':
      return `${action.entity.name} is ${action.into.name}`
    case 'split':
      return action.forms
        ? `${action.forms.map(({ name }) => name).join(', ')} is not ${action.entity.name}`
        : `Another ${action.entity.name} in ${counted(action.articles?.length ?? 0, 'article')}`
    case 'rename':
      return `${action.entity.name} is called ${action.name}`
    case 'kind':
      return `${action.entity.name} is ${action.kind === 'organization' ? 'an' : 'a'} ${action.kind}`
    case 'reject':
      return `${action.spelling ?? action.entity.name} is not a name${action.articles ? ` in ${counted(action.articles.length, 'article')}` : ''}`
    case 'confirm':
      return action.question === 'same'
        ? `${names(action)} are one`
        : `${names(action)} is more than one`
    case 'dismiss':
      return action.question === 'same' ? `${names(action)} are not one` : `${names(action)} is one`
    case 'undo':
      return 'Undone'
  }
}

const names = ({ entities }: { entities: { name: string }[] }) =>
  entities.map(({ name }) => name).join(' and ')
