import type { EntityKind } from '#core/article.ts'
import { compareText } from '#core/text/compare-text.ts'
import type { IdentityCandidate } from '#core/identity/types.ts'
import type { Corpus, CorpusForm } from './corpus.ts'
import { spellingOf } from './decider.ts'
import { createEntityIds } from './entity-ids.ts'
import { loneLinks } from './lone-links.ts'
import { applyMoves } from './moves.ts'
import { cutNamesakes } from './namesakes.ts'
import type { RegistryDecisions } from './registry-decisions.ts'
import {
  addException,
  type Exceptions,
  type Given,
  type Registry,
  type RegistryEntity,
  type StoredCandidate,
} from './registry.ts'
import type { Rules } from './rules.ts'

/** What the registry keeps between rounds so that ids keep their meaning. */
export interface Remembered {
  given: Given
  exceptions: Exceptions
}

/**
 * Decides for the whole archive which entity each form of each article is. Pure: equal input gives
 * an equal registry.
 */
export function decideNames(
  corpus: Corpus,
  before: Remembered,
  decisions: RegistryDecisions,
  rules: Rules,
): Registry {
  const forms = [...corpus.forms.values()]
    .filter(({ id }) => !decisions.rejected.has(id))
    .sort((x, y) => compareText(x.id, y.id))
  const joining = rules.joinForms(forms, corpus.contextOf, decisions.fixed)
  const parts = decisions.moves.flatMap(({ to }) => to ?? [])
  const taken = new Set([...corpus.forms.keys(), ...parts])
  const ids = createEntityIds(before.given, taken, decisions.heads)

  const joined = joining.clusters.map((cluster) => toEntity(cluster))
  const cut = cutNamesakes(joined, corpus, before, ids, rules, decisions.whole)
  const lone = loneLinks(cut.entities, corpus, ids, decisions.rejected, rules)
  const entities = [...cut.entities, ...lone.persons]

  const assignments = assign(joined, decisions)
  const exceptions = merged(cut.exceptions, lone.exceptions)
  const byForm = Map.groupBy(
    joined.flatMap((entity) => entity.forms.map((form) => [form, entity] as const)),
    ([form]) => form,
  )
  const entityOf = (form: string) => byForm.get(form)?.[0]?.[1]
  applyMoves(exceptions, decisions.moves, corpus, entityOf)
  return {
    assignments,
    exceptions,
    given: ids.given,
    redirects: redirects(corpus, ids.given, assignments, exceptions, entities),
    names: new Map([...names(entities, corpus), ...decisions.partNames]),
    joins: joining.joins,
    candidates: [...joining.candidates, ...cut.candidates].flatMap((candidate) =>
      toCandidate(candidate, entityOf),
    ),
  }

  function toEntity(cluster: string[]): RegistryEntity {
    const members = cluster.map((id) => corpus.forms.get(id)!)
    const kind = decided(decisions.kinds, cluster) ?? kindOf(members)
    const ofKind = members.filter((form) => form.kind === kind)
    const naming = ofKind.length > 0 ? ofKind : members
    const name = decided(decisions.names, cluster) ?? nameOf(naming)
    const id = ids.ofCluster(cluster, kind, name)
    return { id, kind, name, forms: cluster, rows: rowsOf(members) }
  }

  function kindOf(members: CorpusForm[]): EntityKind {
    return members.length === 1 ? members[0]!.kind : rules.kindOfCluster(members)
  }

  function nameOf(members: CorpusForm[]): string {
    return members.length === 1 ? members[0]!.name : rules.nameOfCluster(members)
  }
}

/** Returns the decision for any of the forms; the first in order wins. */
function decided<T>(by: ReadonlyMap<string, T>, cluster: string[]): T | undefined {
  const form = cluster.find((id) => by.has(id))
  return form === undefined ? undefined : by.get(form)
}

function rowsOf(members: CorpusForm[]): number[] {
  if (members.length === 1) return members[0]!.rows
  return [...new Set(members.flatMap(({ rows }) => rows))].sort((x, y) => x - y)
}

function assign(
  entities: RegistryEntity[],
  { rejected, spellings }: RegistryDecisions,
): Registry['assignments'] {
  const assignments: Registry['assignments'] = new Map()
  for (const { id, forms } of entities) {
    for (const form of forms) if (form !== id) assignments.set(form, id)
  }
  for (const form of rejected) assignments.set(form, null)
  for (const { form, surface } of spellings) assignments.set(spellingOf(form, surface), null)
  return assignments
}

function merged(...all: Exceptions[]): Exceptions {
  const exceptions: Exceptions = new Map()
  for (const some of all) {
    for (const [row, here] of some) {
      for (const [form, exception] of here) addException(exceptions, row, form, exception)
    }
  }
  return exceptions
}

/**
 * Maps every id that a full name alone would give, and every id once given, to its current
 * entities.
 */
function redirects(
  corpus: Corpus,
  given: Given,
  assignments: Registry['assignments'],
  exceptions: Exceptions,
  entities: RegistryEntity[],
): Registry['redirects'] {
  const current = new Set(
    entities.filter((entity) => isNamed(entity, corpus, exceptions)).map(({ id }) => id),
  )
  const meanings = new Map<string, Set<string>>()
  for (const here of exceptions.values()) {
    for (const [form, { entity }] of here) {
      if (entity === null) continue
      const known = meanings.get(form)
      if (known) known.add(entity)
      else meanings.set(form, new Set([entity]))
    }
  }
  const found: Registry['redirects'] = new Map()
  for (const id of new Set([...corpus.forms.keys(), ...given.keys()])) {
    if (current.has(id)) continue
    const form = given.get(id)?.form ?? id
    const everywhere = assignments.get(form) ?? form
    const all = new Set(meanings.get(form))
    if (current.has(everywhere)) all.add(everywhere)
    if (all.size > 0) found.set(id, [...all].sort(compareText))
  }
  return found
}

/** Whether some article still means the entity after all decisions by article. */
function isNamed(
  { id, forms, rows }: RegistryEntity,
  corpus: Corpus,
  exceptions: Exceptions,
): boolean {
  if (forms.length === 0) return true
  const own = new Set(forms)
  return rows.some((row) => {
    const here = exceptions.get(row)
    if (!here) return true
    const written = corpus.namedIn(row).forms.filter((form) => own.has(form))
    return written.some((form) => (here.has(form) ? here.get(form)!.entity === id : true))
  })
}

/** Names of entities that differ from their most frequent full name. */
function names(entities: RegistryEntity[], corpus: Corpus): Registry['names'] {
  const named = entities.filter(({ name, forms }) => {
    const [only, ...more] = forms
    return more.length > 0 || corpus.forms.get(only!)?.name !== name
  })
  return new Map(named.map(({ id, name }) => [id, name]))
}

function toCandidate(
  { question, entities: forms, reasons, score }: IdentityCandidate,
  entityOf: (form: string) => RegistryEntity | undefined,
): StoredCandidate[] {
  const found = [...new Set(forms.map(entityOf))].filter((entity) => entity !== undefined)
  if (found.length !== (question === 'same' ? 2 : 1)) return []
  const entities = found.map(({ id }) => id).sort(compareText)
  const articles = Math.min(...found.map(({ rows }) => rows.length))
  return [{ id: [question, ...entities].join('.'), question, entities, reasons, articles, score }]
}
