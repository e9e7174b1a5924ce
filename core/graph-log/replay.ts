import type { EntityKind } from '../article.ts'
import { type StepRequest, requestKey, requestsOf } from './requests.ts'
import { type Step, SEARCH_NAMES } from './start.ts'

/** An entity as named in a response. */
export interface Named {
  id: string
  kind: EntityKind
  name: string
}

/** The archive's responses to the steps' requests, by request key. */
export interface Answers {
  /** Entities, most telling first. */
  network: ReadonlyMap<string, readonly Named[]>
  /** Neighbours of an entity by rank, as far as they have been loaded. */
  ties: ReadonlyMap<string, { named: readonly Named[]; hasMore: boolean }>
  /** Routes, best first. */
  paths: ReadonlyMap<string, readonly (readonly Named[])[]>
}

/** An entity of the graph; `name` is null until a response contains it. */
export interface Member {
  id: string
  named: Named | null
  /** The step that added it, and the entity next to which it appears. */
  step: number
  parent: string | null
}

/** The graph after some steps, without counts. */
export interface Scene {
  /** In order of appearance. */
  members: ReadonlyMap<string, Member>
  hidden: ReadonlySet<string>
  /** Entities into which others are folded. */
  folds: readonly string[]
  pinned: ReadonlyMap<string, { x: number; y: number }>
  /** Entities whose mutual ties are shown whatever the minimum. */
  revealed: readonly (readonly string[])[]
  /** Number of entities added by each step; null if its response is missing. */
  added: readonly (number | null)[]
  /** Requests that need another page. */
  wanting: readonly StepRequest[]
}

/** Limit of one request. */
export const MAX_MEMBERS = 250

interface Stage {
  members: Map<string, Member>
  hidden: Set<string>
  folds: string[]
  pinned: Map<string, { x: number; y: number }>
  revealed: (readonly string[])[]
  wanting: StepRequest[]
}

/** Computes the graph from steps and responses; pure. Steps without a response add nothing. */
export function replay(steps: readonly Step[], answers: Answers): Scene {
  const stage: Stage = {
    members: new Map(),
    hidden: new Set(),
    folds: [],
    pinned: new Map(),
    revealed: [],
    wanting: [],
  }
  const requests = requestsOf(steps)
  const added = steps.map((step, at) => {
    const before = stage.members.size
    const isAnswered = apply(stage, { step, at, request: requests[at]!, answers })
    return isAnswered ? stage.members.size - before : null
  })
  return { ...stage, added }
}

interface Move {
  step: Step
  at: number
  request: StepRequest | null
  answers: Answers
}

/** False if the step's response is missing. */
function apply(stage: Stage, { step, at, request, answers }: Move): boolean {
  const add = (id: string, named: Named | null, parent: string | null) =>
    addMember(stage, { id, named, step: at, parent })
  switch (step.op) {
    case 'search': {
      const named = answers.network.get(requestKey(request!))
      for (const each of named?.slice(0, SEARCH_NAMES) ?? []) add(each.id, each, null)
      return named !== undefined
    }
    case 'add':
      add(step.id, null, null)
      return true
    case 'expand':
      return expand(stage, step, { at, request: request!, answers })
    case 'paths': {
      const routes = answers.paths.get(requestKey(request!))
      add(step.a, null, null)
      add(step.b, null, step.a)
      for (const route of routes?.slice(0, step.count) ?? []) {
        route.forEach((each, i) => add(each.id, each, route[i - 1]?.id ?? null))
      }
      return routes !== undefined
    }
    case 'reveal':
      for (const id of step.ids) add(id, null, step.ids[0]!)
      stage.revealed.push(step.ids)
      return true
    case 'hide':
      for (const id of step.ids) stage.hidden.add(id)
      return true
    case 'show':
      for (const id of step.ids) stage.hidden.delete(id)
      stage.folds = stage.folds.filter((id) => !step.ids.includes(id))
      return true
    case 'keep': {
      const kept = new Set(step.ids)
      for (const id of stage.members.keys()) if (!kept.has(id)) stage.hidden.add(id)
      return true
    }
    case 'pin':
      stage.pinned.set(step.id, { x: step.x, y: step.y })
      return true
    case 'unpin':
      stage.pinned.delete(step.id)
      return true
    case 'fold':
      if (!stage.folds.includes(step.id)) stage.folds.push(step.id)
      return true
    default:
      return true
  }
}

function expand(
  stage: Stage,
  { id, count }: Extract<Step, { op: 'expand' }>,
  { at, request, answers }: Omit<Move, 'step' | 'request'> & { request: StepRequest },
): boolean {
  const found = answers.ties.get(requestKey(request))
  addMember(stage, { id, named: null, step: at, parent: null })
  if (!found) return false
  const fresh = found.named.filter((each) => !stage.members.has(each.id)).slice(0, count)
  if (fresh.length < count && found.hasMore) stage.wanting.push(request)
  for (const each of fresh) addMember(stage, { id: each.id, named: each, step: at, parent: id })
  return true
}

/** Adding an entity again also unhides it. */
function addMember({ members, hidden }: Stage, member: Member): void {
  hidden.delete(member.id)
  const known = members.get(member.id)
  if (known) known.named ??= member.named
  else if (members.size < MAX_MEMBERS) members.set(member.id, member)
}
