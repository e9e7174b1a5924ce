import { entityKindOf, nameOfValue } from '#core/fields.ts'
import { nameOf } from '../../ui/entity-names.svelte.ts'
import { formatLanguage, formatRange } from '../../ui/format.ts'
import { type Filter, filtersOf } from '../narrow.ts'
import type { SearchState } from '../search-state.ts'

type Field = Filter['field']

/** Whether the values of a field are ids of entities, whose names have to be fetched. */
export function isEntityField(field: Field): boolean {
  if (field === 'tie') return true
  return (
    field !== 'date' && field !== 'undated' && field !== 'story' && entityKindOf(field) !== null
  )
}

/** A value as it is shown; an ellipsis until the name of an entity is there. */
export function valueText(field: Field, value: string): string {
  if (isEntityField(field)) return nameOf(value)
  if (field === 'lang') return formatLanguage(value)
  return field === 'city' ? nameOfValue(field, value) : value
}

/** Words and filters of a search in one line, for the title of its page. */
export function searchTitle(search: SearchState): string {
  return [search.q || 'Articles', ...filtersOf(search).map(filterText)].join(', ')
}

function filterText({ field, mode, values }: Filter): string {
  if (field === 'undated') return 'without a date'
  if (field === 'story') return 'copies of one text'
  if (field === 'date') return formatRange(values[0]!, values[1]!)
  const shown = values.map((value) => valueText(field, value))
  return `${mode === 'none' ? 'not ' : ''}${shown.join(field === 'tie' ? ' and ' : ' or ')}`
}
