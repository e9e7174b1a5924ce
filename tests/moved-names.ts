import type { Archive } from '#archive/open.ts'
import { NO_DECISIONS } from '#archive/registry/registry-decisions.ts'
import { settleNames } from '#archive/registry/settle.ts'
import { story } from './builders.ts'

export const [BOB, ROBERT, LEE, PERU] = [
  'person-bob-dole',
  'person-robert-dole',
  'person-ann-lee',
  'country-pe',
] as const

export const DOLES_AND_LEES = [
  story({ id: 'a', body: `[Bob Dole](${BOB}) met [Ann Lee](${LEE}).` }),
  story({ id: 'b', body: `[Robert Dole](${ROBERT}) met [Ann Lee](${LEE}).` }),
  story({ id: 'c', body: `[Robert Dole](${ROBERT}) left [Peru](${PERU}).` }),
]

/** Merges the Doles, and splits Ann Lee into two people. */
export async function moveNames(archive: Archive): Promise<void> {
  await settleNames(archive, {
    decisions: {
      ...NO_DECISIONS,
      fixed: [{ a: ROBERT, b: BOB, same: true }],
      heads: new Set([ROBERT]),
      moves: ['a', 'b'].map((id, i) => ({
        article: archive.known(id)!.row,
        from: LEE,
        to: `${LEE}-${i + 2}`,
      })),
    },
  })
}
