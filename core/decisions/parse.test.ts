import { describe, expect, it } from 'vitest'
import { formatDecision, parseDecision } from './parse.ts'
import type { Decision } from './types.ts'

const form = (name: string) => ({ id: `org-${name.toLowerCase()}`, name })
const object = (name: string, kind: 'organization' | 'person' | 'country' = 'organization') => ({
  id: `${kind}-${name.toLowerCase()}`,
  kind,
  name,
  forms: [form(name)],
})
const decision: Decision = {
  id: 'd1',
  at: '2026-03-01T09:30:00.000Z',
  author: 'desk',
  reason: 'one firm',
  action: { type: 'merge', entity: object('GM'), into: object('General Motors') },
}
const line = (changes: object) => JSON.stringify({ ...decision, ...changes })

describe('a line of a file of decisions', () => {
  it('is read back as it was written', () => {
    expect(parseDecision(formatDecision(decision))).toEqual(decision)
  })

  it.each([
    ['{"id":', 'it is not JSON'],
    ['[]', 'the line must be an object'],
    [line({ at: 'yesterday' }), 'at must be a time such as 2026-03-01T09:30:00Z'],
    [line({ action: { type: 'explode' } }), 'action.type must be one of merge, split'],
    [
      line({ action: { type: 'rename', entity: { ...object('GM'), forms: [] }, name: 'x' } }),
      'action.entity.forms must be a list',
    ],
    [
      line({ action: { type: 'merge', entity: object('GM'), into: object('GM') } }),
      'GM cannot be merged with itself',
    ],
    [
      line({
        action: { type: 'merge', entity: object('Chad', 'country'), into: object('Bo', 'person') },
      }),
      'a country and a person cannot be one: Chad, Bo',
    ],
    [
      line({ action: { type: 'split', entity: object('GM'), forms: [form('GM')] } }),
      'splitting all of its names off would leave nothing of GM',
    ],
    [line({ action: { type: 'kind', entity: object('GM'), kind: 'organization' } }), 'already'],
  ])('says what is wrong with %s', (broken, message) => {
    expect(() => parseDecision(broken)).toThrow(message)
  })
})
