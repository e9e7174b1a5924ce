import { compareText } from '#core/text/compare-text.ts'
import { entityId } from '#core/entity-id.ts'
import type { Holder, LoneName } from '#core/identity/types.ts'
import type { Corpus, LoneUse } from './corpus.ts'
import type { EntityIds } from './entity-ids.ts'
import { loneForm } from './heard.ts'
import { kindOfId } from './kind-of-id.ts'
import { addException, type Exceptions, type RegistryEntity } from './registry.ts'
import type { Rules } from './rules.ts'

export interface LoneLinks {
  exceptions: Exceptions
  /** People who are only ever called by one word. */
  persons: RegistryEntity[]
}

interface Use {
  article: number
  name: LoneName
}

/** Links names that an article does not spell out to the entities in the archive that have them. */
export function loneLinks(
  entities: RegistryEntity[],
  corpus: Corpus,
  ids: EntityIds,
  rejected: ReadonlySet<string>,
  rules: Rules,
): LoneLinks {
  const links: LoneLinks = { exceptions: new Map(), persons: [] }
  const holdersOf = createHolders(entities, corpus, rules)
  const taken = new Set(entities.map(({ id }) => id))
  const byText = [...Map.groupBy(corpus.lone, ({ text }) => text)]
  for (const [text, all] of byText.sort(([a], [b]) => compareText(a, b))) {
    if (rejected.has(loneForm(text))) continue
    const holders = holdersOf(text)
    const uses = all.map((use) => toUse(use, corpus))
    for (const { article, name } of uses) {
      const found = holders.length > 0 ? rules.linkLoneName(name, holders) : null
      if (!found) continue
      const { id: entity, confidence, why } = found
      addException(links.exceptions, article, loneForm(text), { entity, confidence, why })
    }
    if (holders.length === 0) addPerson(text, uses)
  }
  return links

  function addPerson(text: string, uses: Use[]): void {
    const found = rules.oneWordPerson(uses.map(({ name }) => name))
    if (!found) return
    const { name, confidence, why } = found
    const form = entityId('person', name)
    const id = taken.has(form) ? ids.suffixed(form) : ids.ofCluster([form], 'person', name)
    const rows = uses.map(({ article }) => article)
    links.persons.push({ id, kind: 'person', name, forms: [], rows })
    for (const row of rows) {
      addException(links.exceptions, row, loneForm(text), { entity: id, confidence, why })
    }
  }
}

function toUse({ article, text, title }: LoneUse, corpus: Corpus): Use {
  const { forms } = corpus.namedIn(article)
  const ofKind = (kind: string) => forms.filter((id) => kindOfId(id) === kind)
  return {
    article,
    name: {
      text,
      title,
      day: corpus.day(article),
      countries: ofKind('country'),
      bodies: ofKind('organization'),
      people: ofKind('person'),
    },
  }
}

/** Finds the entities a lone name may mean; their context is computed on first use. */
function createHolders(entities: RegistryEntity[], corpus: Corpus, rules: Rules) {
  const filed = new Map<string, RegistryEntity[]>()
  for (const entity of entities) {
    const names = entity.forms.map((form) => corpus.forms.get(form)!.name)
    for (const key of new Set(rules.holderKeys(entity.kind, names))) {
      const known = filed.get(key)
      if (known) known.push(entity)
      else filed.set(key, [entity])
    }
  }
  const made = new Map<RegistryEntity, Holder>()

  function holder(entity: RegistryEntity): Holder {
    const known = made.get(entity)
    if (known) return known
    const { id, kind, forms, rows } = entity
    const days = rows.map((row) => corpus.day(row)).filter((day) => day !== null)
    const { roles, countries, bodies, people } = corpus.around(rows, new Set(forms))
    const names = forms.map((form) => corpus.forms.get(form)!.name)
    const found: Holder = {
      ...{ id, kind, names, days: days.sort((x, y) => x - y), articles: rows.length },
      ...{ roles, countries, bodies, people },
    }
    made.set(entity, found)
    return found
  }

  return (text: string): Holder[] => {
    const found = filed.get(rules.loneKey(text)) ?? []
    return found.map(holder).sort((x, y) => compareText(x.id, y.id))
  }
}
