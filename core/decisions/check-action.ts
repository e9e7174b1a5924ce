import type { Action, EntityObject } from './types.ts'

/** Why an action is impossible in any archive, as a sentence; null if it is possible. */
export function checkAction(action: Action): string | null {
  switch (action.type) {
    case 'merge':
      return checkMerge(action.entity, action.into)
    case 'split':
      return checkSplit(action)
    case 'kind':
      return checkKind(action.entity, action.kind)
    case 'reject':
      return action.articles && action.spelling !== undefined
        ? 'a rejection names articles or a spelling, not both'
        : null
    case 'confirm':
    case 'dismiss':
      return checkAnswer(action)
    default:
      return null
  }
}

function checkMerge(entity: EntityObject, into: EntityObject): string | null {
  if (entity.id === into.id || isSame(entity, into)) {
    return `${entity.name} cannot be merged with itself`
  }
  const kinds = [entity.kind, into.kind]
  if (kinds[0] === kinds[1]) return null
  return kinds.includes('country')
    ? `a country and ${aKind(entity.kind === 'country' ? into.kind : entity.kind)} cannot be one: ${entity.name}, ${into.name}`
    : `${entity.name} is ${aKind(entity.kind)} and ${into.name} ${aKind(into.kind)}: set the kind of one of them first`
}

function checkSplit({ entity, forms, articles }: Action & { type: 'split' }): string | null {
  if ((forms === undefined) === (articles === undefined)) {
    return 'a split names either full names or articles'
  }
  if (!forms) return null
  const own = new Set(entity.forms.map(({ id }) => id))
  const foreign = forms.find(({ id }) => !own.has(id))
  if (foreign) return `${foreign.name} is no full name of ${entity.name}`
  if (forms.length < own.size) return null
  return `splitting all of its names off would leave nothing of ${entity.name}`
}

function checkKind(entity: EntityObject, kind: EntityObject['kind']): string | null {
  if (kind === entity.kind) return `${entity.name} is ${aKind(kind)} already`
  if (kind === 'country' || entity.kind === 'country') {
    return 'countries are a fixed list: nothing becomes one, and none becomes anything else'
  }
  return entity.part === undefined && entity.articles === undefined
    ? null
    : 'a part of a name cannot be of another kind than the name'
}

function checkAnswer({ question, entities, ...answer }: Action & { type: 'confirm' | 'dismiss' }) {
  if (question === 'same') {
    const [one, other] = entities
    return entities.length === 2 && one && other
      ? checkMerge(one, other)
      : 'whether two entities are one names two of them'
  }
  if (entities.length !== 1) return 'whether an entity is two names one'
  return answer.type === 'confirm' && !('groups' in answer)
    ? 'it does not say which articles are of another'
    : null
}

function isSame(one: EntityObject, other: EntityObject): boolean {
  if (one.part !== undefined || other.part !== undefined) return one.part === other.part
  if (one.articles || other.articles) return false
  return one.forms.some(({ id }) => other.forms.some((form) => form.id === id))
}

const aKind = (kind: EntityObject['kind']) =>
  kind === 'organization' ? 'an organization' : `a ${kind}`
