import type { EntityRef, Neighbour, Tie } from '../../graph.ts'
import { type Column, column } from '../column.ts'
import type { Table } from '../table.ts'

type Counts = Omit<Tie, 'a' | 'b'>

const COUNTS: Column<Counts>[] = [
  column('sentences', 'integer', 'Sentences that name both', ({ sentences }) => sentences),
  column('articles', 'integer', 'Articles of these sentences', ({ articles }) => articles),
  column('stories', 'integer', 'These, copies of one text once', ({ stories }) => stories),
  column('first', 'date', 'The first of these articles', ({ first }) => first),
  column('last', 'date', 'The latest of these articles', ({ last }) => last),
  column(
    'surprise',
    'number',
    'Normalised pointwise mutual information, from -1 to 1',
    ({ surprise }) => surprise,
  ),
  column('surpriseLow', 'number', 'What it is at least', ({ interval }) => interval[0]),
  column('surpriseHigh', 'number', 'What it is at most', ({ interval }) => interval[1]),
  column('strength', 'number', 'What of it is sure, times the evidence', (tie) => tie.strength),
]

/** Ties of the whole archive, each once. */
export const TIES: Table<Tie> = {
  name: 'ties',
  description: 'A row is two entities that stand in one sentence, `a` before `b`.',
  columns: [
    ...entityColumns<Tie>('a', ({ a }) => a),
    ...entityColumns<Tie>('b', ({ b }) => b),
    ...COUNTS,
  ],
  key: ({ a, b }) => `${a.id} ${b.id}`,
}

/** Ties of one entity. */
export const NEIGHBOURS: Table<Neighbour> = {
  name: 'ties',
  description: 'A row is an entity that stands in a sentence with the one asked for.',
  columns: [...entityColumns<Neighbour>('entity', ({ entity }) => entity), ...COUNTS],
  key: ({ entity }) => entity.id,
}

function entityColumns<Row>(name: string, of: (row: Row) => EntityRef): Column<Row>[] {
  return [
    column(name, 'text', 'The id of an entity', (row) => of(row).id),
    column(`${name}Name`, 'text', 'Its name', (row) => of(row).name),
    column(`${name}Kind`, 'text', 'person, organization or country', (row) => of(row).kind),
  ]
}
