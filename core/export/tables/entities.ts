import type { Entity, RoleLine } from '../../graph.ts'
import { column } from '../column.ts'
import type { Table } from '../table.ts'

export const ENTITIES: Table<Entity> = {
  name: 'entities',
  description: 'A row is a person, an organization or a country.',
  columns: [
    column('id', 'text', 'The entity', ({ id }) => id),
    column('kind', 'text', 'person, organization or country', ({ kind }) => kind),
    column('name', 'text', 'Its name', ({ name }) => name),
    column('aliases', 'list', 'Every written form, most frequent first', ({ aliases }) =>
      aliases.map(({ name }) => name),
    ),
    column('articles', 'integer', 'Articles that name it', ({ articles }) => articles),
    column('stories', 'integer', 'These, copies of one text once', ({ stories }) => stories),
    column('sentences', 'integer', 'Sentences that name it', ({ sentences }) => sentences),
    column('first', 'date', 'The first of these articles', ({ first }) => first),
    column('last', 'date', 'The latest of these articles', ({ last }) => last),
    column('roles', 'list', 'Functions, most sentences first', (entity) =>
      entity.roles.map((role) => roleOf(entity, role)),
    ),
  ],
  key: ({ id }) => id,
}

/** The related entity's name, or the person's role there. */
function roleOf({ id }: Entity, { person, of, title, former }: RoleLine): string {
  const role = `${former ? 'former ' : ''}${title}`
  return person.id === id ? `${role}, ${of.name}` : `${person.name}, ${role}`
}
