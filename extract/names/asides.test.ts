import { expect, it } from 'vitest'
import { extract } from '../extract.ts'

/** The names of a body that are marked as asides. */
function asides(body: string): string[] {
  const { mentions } = extract({ title: '', body, dateline: null })
  return mentions.flatMap(({ aside, surface }) => (aside ? surface : []))
}

const PROSE =
  'Ana Silva of the Tin Council met Omar Quist of the Harbour Union in London and in Paris in 1998.'

it.each([
  [
    'a row of names and numbers',
    'Rates against the dollar\n\nUganda 12 14 15\n\nKenya 3 4.5 7\n',
    ['Uganda', 'Kenya'],
  ],
  [
    'a line-up',
    'Brazil: Ana Silva, Marta Costa, Lena Abara, Ada Merrow, Bea Castell (Rosa Lima, 61).',
    ['Brazil', 'Ana Silva', 'Marta Costa', 'Lena Abara', 'Ada Merrow', 'Bea Castell', 'Rosa Lima'],
  ],
  [
    'an acronym behind its own name',
    'The World Trade Organization (WTO) met Ana Silva, its chief.',
    ['WTO'],
  ],
  [
    'an outlet that was told',
    'Ana Silva, head of the Tin Council, told CNN that it was late.',
    ['CNN'],
  ],
  [
    'a dateline that the body begins with',
    'LONDON, March 3 (Reuters) - Ana Silva met the prime minister of France.',
    ['LONDON'],
  ],
])('marks the names of %s', (_, body, names) => {
  expect(asides(body)).toEqual(expect.arrayContaining(names))
})

it.each([
  ['prose with figures', PROSE],
  [
    'a party in brackets behind a person',
    'Senator Ana Silva (PKK) met Omar Quist of the Tin Council.',
  ],
  ['an outlet that acts', 'CNN sued the Tin Council and Ana Silva over the vote.'],
])('leaves the names of %s alone', (_, body) => {
  expect(asides(body)).toEqual([])
})
