import { UserError } from '#core/errors.ts'
import type { EntityType } from '../tagger/labels.ts'

/** A label of a model; the type is null outside of names. */
export interface NameLabel {
  type: EntityType | null
  /** Whether a new name starts here even after a name of the same type. */
  begins: boolean
}

/** Our type for the labels of common label sets; other labels are not names. */
const TYPE_OF: Record<string, EntityType> = {
  PER: 'PER',
  PERSON: 'PER',
  ORG: 'ORG',
  ORGANIZATION: 'ORG',
  CORPORATION: 'ORG',
  LOC: 'LOC',
  LOCATION: 'LOC',
  GPE: 'LOC',
  FAC: 'LOC',
  MISC: 'MISC',
  NORP: 'MISC',
  EVENT: 'MISC',
  WORK_OF_ART: 'MISC',
}

/** Reads `id2label` of a model: "O", "B-PER", "I-PER" and the like. */
export function readNameLabels(id2label: Record<string, string>): NameLabel[] {
  const count = Object.keys(id2label).length
  const labels = Array.from({ length: count }, (_, id) => toLabel(id2label[id] ?? 'O'))
  const types = new Set(labels.map(({ type }) => type))
  if (!types.has('PER') || !types.has('ORG')) {
    throw new UserError(
      'the model does not mark people and organizations: its config.json needs an id2label with B-PER, I-PER, B-ORG and so on',
    )
  }
  return labels
}

function toLabel(label: string): NameLabel {
  const [, place, type] = /^(?:([BIESLU])-)?(.+)$/.exec(label.toUpperCase()) ?? []
  return {
    type: TYPE_OF[type ?? ''] ?? null,
    begins: place === 'B' || place === 'S' || place === 'U',
  }
}
