import type { EntityKind } from '../article.ts'
import { type StepRequest, requestKey, requestsOf } from './requests.ts'
import { type Step, SEARCH_NAMES } from './start.ts'

/** An entity as an answer names it. */
export interface Named {
  id: string
  kind: EntityKind
  name: string
}

/** What the archive answered to the requests of steps, by their keys. */
export interface Answers {
  /** Entities most telling first. */
  network: ReadonlyMap<string, readonly Named[]>
  /** The others of an entity's ties by rank, as far as they were read. */
  ties: ReadonlyMap<string, { named: readonly Named[]; hasMore: boolean }>
  /** Routes, best first. */
  paths: ReadonlyMap<string, readonly (readonly Named[])[]>
}

/** An entity of the graph; `name` is null until an answer names it. */
export interface Member {
  id: string
  named: Named | null
  /** The step that added it, and the entity beside which it is born. */
  step: number
  parent: string | null
}

/** The graph after some steps, before anything is counted. */
export interface Scene {
  /** In the order in which they came. */
  members: ReadonlyMap<string, Member>
  hidden: ReadonlySet<string>
  /** Entities that others are folded into. */
  folds: readonly string[]
  pinned: ReadonlyMap<string, { x: number; y: number }>
  /** Entities whose ties among each other are shown whatever the minimum. */
  revealed: readonly (readonly string[])[]
  /** For each step how many entities it added; null where its answer is missing. */
  added: readonly (number | null)[]
  /** Requests of which another page is needed. */
  wanting: readonly StepRequest[]
}

/** More cannot be counted in one request. */
export const MAX_MEMBERS = 250

interface Stage {
  members: Map<string, Member>
  hidden: Set<string>
  folds: string[]
  pinned: Map<string, { x: number; y: number }>
  revealed: (readonly string[])[]
  wanting: StepRequest[]
}

/** The graph that steps make of the archive's answers: a pure function; steps without an answer add nothing. */
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

/** False where the step's answer is missing. */
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

/** What is added again is shown again. */
function addMember({ members, hidden }: Stage, member: Member): void {
  hidden.delete(member.id)
  const known = members.get(member.id)
  if (known) known.named ??= member.named
  else if (members.size < MAX_MEMBERS) members.set(member.id, member)
}
