import { describe, expect, it } from 'vitest'
import type { Archive } from '#archive/open.ts'
import type { GraphStore } from '#core/graph.ts'
import type { Story } from '#tests/builders.ts'
import { BOB, DOLES_AND_LEES, LEE, ROBERT, moveNames } from '#tests/moved-names.ts'
import { openedStore } from './opened-store.ts'

/** What former ids lead to. */
export function testGraphRedirects(
  open: (articles: Story[], settle: (archive: Archive) => Promise<void>) => Promise<GraphStore>,
) {
  // In a group of its own, because an engine holds the articles of one group at a time.
  describe('former ids', () => {
    const store = openedStore(() => open(DOLES_AND_LEES, moveNames))

    it('lead to the remaining entity after a merge', async () => {
      const robert = { id: ROBERT, kind: 'person', name: 'Robert Dole' }
      expect(await store().redirects([BOB])).toEqual([{ id: BOB, to: [robert] }])
      expect(await store().entity(ROBERT)).toMatchObject({ articles: 3 })
      expect(await store().entity(BOB)).toBeNull()
    })

    it('lead to all entities that a split name may mean', async () => {
      const people = [2, 3].map((n) => ({ id: `${LEE}-${n}`, kind: 'person', name: 'Ann Lee' }))
      expect(await store().redirects([LEE])).toEqual([{ id: LEE, to: people }])
      expect(await store().entity(LEE)).toBeNull()
    })

    it('lead nowhere if they are still entities, or never existed', async () => {
      expect(await store().redirects([ROBERT, `${LEE}-2`, 'person-nobody'])).toEqual([])
      expect(await store().redirects([])).toEqual([])
    })
  })
}
