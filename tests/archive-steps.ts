import fc from 'fast-check'
import { expect } from 'vitest'
import type { Archive } from '#archive/open.ts'
import { type Story, story } from '#tests/builders.ts'

/** A change of an archive. */
export type ArchiveStep =
  | { type: 'write'; stories: Story[] }
  | { type: 'remove'; ids: string[]; barred: boolean }
  | { type: 'unbar'; id: string }
  | { type: 'fail'; stories: Story[] }

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const name = fc.constantFrom(
  '[Omar Quist](person-quist)',
  '[Quist](person-quist)',
  '[O. Quist](person-quist)',
  '[Peru](country-pe)',
  '[Lima](country-pe)',
  '[Tin Council](org-tin)',
  '[Azerbaijan](country-az)',
  '[Cusco](place)',
)
const sentence = fc.array(name, { maxLength: 4 }).map((names) => `Talks ${names.join(' and ')}.`)
const told = fc
  .record({
    id,
    title: fc.oneof(sentence, fc.constant('')),
    body: fc.array(sentence, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
    publishedAt: fc.constantFrom(
      null,
      '2023-01-01',
      '2023-01-01T10:00:00Z',
      '1987-02-26',
      '2024-05-06',
    ),
  })
  .map(story)
const stories = fc.array(told, { minLength: 1, maxLength: 4 })
/** Few ids and names, so that steps interact. */
export const anyStep: fc.Arbitrary<ArchiveStep> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('write' as const), stories }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('remove' as const),
      ids: fc.array(id, { maxLength: 3 }),
      barred: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('unbar' as const), id }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('fail' as const), stories }) },
)

/** A model of what the archive should hold. */
export class ArchiveModel {
  readonly stories = new Map<string, Story>()
  readonly barred = new Set<string>()

  take(step: ArchiveStep): void {
    switch (step.type) {
      case 'write':
        for (const each of step.stories) {
          if (!this.barred.has(each.article.id)) this.stories.set(each.article.id, each)
        }
        break
      case 'remove':
        for (const gone of step.ids) {
          if (this.stories.delete(gone) && step.barred) this.barred.add(gone)
        }
        break
      case 'unbar':
        this.barred.delete(step.id)
        break
      case 'fail':
    }
  }
}

/** Applies a step to the archive. */
export function take(archive: Archive, step: ArchiveStep): void {
  switch (step.type) {
    case 'write':
      write(archive, step.stories)
      break
    case 'remove':
      archive.remove(step.ids, { barred: step.barred })
      break
    case 'unbar':
      archive.unbar([step.id])
      break
    case 'fail':
      expect(() => write(archive, [...step.stories, unreadable()])).toThrow()
  }
}

/** A story whose metadata cannot be stored. */
function unreadable(): Story {
  const endless: Record<string, unknown> = {}
  endless.self = endless
  return story({ id: 'endless', metadata: endless })
}

export function write(archive: Archive, stories: Story[]): void {
  archive.write(
    stories.map((each) => ({ ...each, extractor: '1', origin: { path: 'p', line: null } })),
  )
}
