import { describe, expect, it } from 'vitest'
import { type ArchiveView, replay } from './replay.ts'
import type { Action, EntityObject, LoggedDecision } from './types.ts'

const EVERYTHING: ArchiveView = { hasForm: () => true, row: ({ id }) => Number(id.slice(1)) }

const person = (name: string, more: Partial<EntityObject> = {}): EntityObject => {
  const id = `person-${name.toLowerCase().replace(' ', '-')}`
  return { id, kind: 'person', name, forms: [{ id, name }], ...more }
}
const jim = person('Jim Wright')
const james = person('James Wright')
const both: EntityObject = { ...james, forms: [...james.forms, ...jim.forms] }
const article = (n: number) => ({ id: `a${n}`, hash: `h${n}` })

function logOf(...actions: Action[]): LoggedDecision[] {
  return actions.map((action, i) => decision(`d${i + 1}`, action))
}

function decision(id: string, action: Action, imported = false): LoggedDecision {
  return { id, at: '2026-03-01T09:30:00Z', author: 'desk', reason: '', action, imported }
}

const mergeOf = (entity: EntityObject, into: EntityObject): Action => ({
  type: 'merge',
  entity,
  into,
})
const undo = (id: string): Action => ({ type: 'undo', decision: id })

describe('replaying a log of decisions', () => {
  it('joins the forms of what was merged under the id and the name of the target', () => {
    const { names } = replay(logOf(mergeOf(jim, james)), EVERYTHING)

    expect(names.fixed).toEqual([{ a: james.id, b: jim.id, same: true }])
    expect(names.heads).toEqual(new Set([james.id]))
    expect(names.names).toEqual([{ unit: james.id, name: 'James Wright' }])
    expect(names.whole).toEqual(new Set([james.id, jim.id]))
  })

  it('lets a later decision stand above an earlier one', () => {
    const split: Action = { type: 'split', entity: both, forms: jim.forms }
    const { names } = replay(logOf(mergeOf(jim, james), split), EVERYTHING)

    expect(names.fixed).toEqual([{ a: james.id, b: jim.id, same: false }])
  })

  it('is as if what was undone had never been, and undoing an undo brings it back', () => {
    const log = logOf(mergeOf(jim, james), undo('d1'))
    const again = logOf(mergeOf(jim, james), undo('d1'), undo('d2'))

    expect(replay(log, EVERYTHING).names).toEqual(replay([], EVERYTHING).names)
    expect(replay(again, EVERYTHING).names).toEqual(
      replay(logOf(mergeOf(jim, james)), EVERYTHING).names,
    )
  })

  it('gives articles that were split off an entity of their own', () => {
    const split: Action = {
      type: 'split',
      entity: jim,
      articles: [article(3), article(1)],
      as: 'person-jim-wright-2',
    }
    const { names } = replay(logOf(split), EVERYTHING)

    expect(names.moves).toEqual([
      { article: 1, from: jim.id, to: 'person-jim-wright-2' },
      { article: 3, from: jim.id, to: 'person-jim-wright-2' },
    ])
  })

  it('merges a part that was split off into another entity', () => {
    const split: Action = { type: 'split', entity: jim, articles: [article(1)], as: `${jim.id}-2` }
    const part = person('Jim Wright', { id: `${jim.id}-2`, part: 'd1/1', articles: [article(1)] })
    const { names } = replay(logOf(split, mergeOf(part, james)), EVERYTHING)

    expect(names.moves).toEqual([{ article: 1, from: jim.id, to: james.id }])
  })

  it('keeps what is about something that was undone, as idle', () => {
    const split: Action = { type: 'split', entity: jim, articles: [article(1)], as: `${jim.id}-2` }
    const part = person('Jim Wright', { id: `${jim.id}-2`, part: 'd1/1', articles: [article(1)] })
    const log = logOf(split, { type: 'rename', entity: part, name: 'James C. Wright' }, undo('d1'))

    expect(replay(log, EVERYTHING).idle).toEqual(new Map([['d2', expect.any(String)]]))
    expect(replay(log.slice(0, 2), EVERYTHING).idle.size).toBe(0)
  })

  it('leaves decisions idle whose objects are not in the archive, until they come', () => {
    const log = logOf(mergeOf(jim, james))
    const without: ArchiveView = { ...EVERYTHING, hasForm: (id) => id !== jim.id }

    expect(replay(log, without).idle.has('d1')).toBe(true)
    expect(replay(log, without).names).toEqual(replay([], EVERYTHING).names)
  })

  it('lets an imported decision wait that contradicts one made here', () => {
    const apart: Action = { type: 'dismiss', question: 'same', entities: [jim, james] }
    const log = [decision('d1', apart), decision('x1', mergeOf(jim, james), true)]

    expect(replay(log, EVERYTHING).idle.get('x1')).toContain('d1')
    expect(replay([...log, decision('d2', undo('d1'))], EVERYTHING).idle.size).toBe(0)
  })

  it('comes to the same whatever is done and undone in between', () => {
    const rename: Action = { type: 'rename', entity: jim, name: 'James Claude Wright' }
    const reject: Action = { type: 'reject', entity: james }
    const log = logOf(rename, reject, mergeOf(jim, james), undo('d3'), undo('d2'))

    expect(replay(log, EVERYTHING).names).toEqual(replay(logOf(rename), EVERYTHING).names)
  })
})
