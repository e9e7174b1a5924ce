import { compareText } from '#core/text/compare-text.ts'
import type { Appearance, IdentityCandidate } from '#core/identity/types.ts'
import type { Corpus } from './corpus.ts'
import type { EntityIds } from './entity-ids.ts'
import { kindOfId } from './kind-of-id.ts'
import { addException, type Exceptions, type RegistryEntity } from './registry.ts'
import type { Remembered } from './decide-names.ts'
import type { Rules } from './rules.ts'

export interface CutNames {
  /** With one entity per person in place of each split name. */
  entities: RegistryEntity[]
  exceptions: Exceptions
  candidates: IdentityCandidate[]
}

/** Below this there is too little evidence to tell two people apart. */
const FEWEST = 2
/**
 * The time grows with the cube of the number: of more articles as many are looked at, spread over all, and what they
 * say is only asked about.
 */
const MOST = 80

/** Splits people who share a name, each with an id of its own. */
export function cutNamesakes(
  joined: RegistryEntity[],
  corpus: Corpus,
  before: Remembered,
  ids: EntityIds,
  rules: Rules,
  whole: ReadonlySet<string>,
): CutNames {
  const cut: CutNames = { entities: [], exceptions: new Map(), candidates: [] }
  for (const entity of joined) {
    const isDecided = entity.forms.some((form) => whole.has(form))
    const isInQuestion = entity.kind === 'person' && entity.rows.length >= FEWEST && !isDecided
    const looked = isInQuestion ? spread(appearancesOf(entity, corpus), MOST) : []
    const found = isInQuestion ? rules.cutNamesake(looked, corpus.telling) : null
    const isCut = found?.isCertain === true && looked.length === entity.rows.length
    if (found && !isCut) {
      const { reasons, score } = found
      cut.candidates.push({ question: 'two', entities: [entity.forms[0]!], reasons, score })
    }
    if (isCut) cut.entities.push(...split(entity, found.groups))
    else cut.entities.push(entity)
  }
  return cut

  function split(entity: RegistryEntity, groups: { articles: number[]; fact: string }[]) {
    const forms = new Set(entity.forms)
    const wasWhole = before.given.has(entity.id) && !wasCut(entity, before)
    const taken = new Set<string>()
    return groups.map(({ articles: ranks, fact }, i): RegistryEntity => {
      const articles = ranks.map((rank) => corpus.rowAt(rank))
      const id = earlierId(entity, articles, taken) ?? newId(entity, i === 0 && !wasWhole, taken)
      taken.add(id)
      for (const row of articles) {
        for (const form of corpus.namedIn(row).forms.filter((each) => forms.has(each))) {
          addException(cut.exceptions, row, form, { entity: id, confidence: 0.9, why: fact })
        }
      }
      return { ...entity, id, rows: articles.toSorted((x, y) => x - y) }
    })
  }

  /**
   * A name split on first sight leaves the first person the plain id; a later split must not change
   * that id's meaning.
   */
  function newId({ id }: RegistryEntity, isPlain: boolean, taken: ReadonlySet<string>): string {
    return isPlain && !taken.has(id) ? id : ids.suffixed(id)
  }

  /** The id that most of these articles had before. */
  function earlierId(
    { forms }: RegistryEntity,
    articles: number[],
    taken: ReadonlySet<string>,
  ): string | null {
    const counts = new Map<string, number>()
    for (const row of articles) {
      for (const form of forms) {
        const id = before.exceptions.get(row)?.get(form)?.entity
        if (id && !taken.has(id)) counts.set(id, (counts.get(id) ?? 0) + 1)
      }
    }
    const [best] = [...counts].sort(([a, x], [b, y]) => y - x || compareText(a, b))
    return best?.[0] ?? null
  }
}

/** At most `most` of the items, evenly spread. */
function spread<T>(items: T[], most: number): T[] {
  if (items.length <= most) return items
  return Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)]!)
}

function wasCut({ id, rows, forms }: RegistryEntity, { exceptions }: Remembered): boolean {
  return rows.some((row) => forms.some((form) => exceptions.get(row)?.get(form)?.entity === id))
}

/** The articles of an entity, in rank order, as evidence for telling namesakes apart. */
export function appearancesOf({ forms, rows }: RegistryEntity, corpus: Corpus): Appearance[] {
  const own = new Set(forms)
  const ordered = rows.toSorted((x, y) => corpus.rank(x) - corpus.rank(y))
  return ordered.map((article) => {
    const named = corpus.namedIn(article)
    const others = named.forms.filter((id) => !own.has(id))
    const ofKind = (kind: string) => others.filter((id) => kindOfId(id) === kind)
    const roles = named.roles.filter(([person]) => own.has(named.forms[person]!))
    return {
      article: corpus.rank(article),
      day: corpus.day(article),
      section: corpus.section(article),
      source: corpus.source(article),
      roles: [...new Set(roles.map(([, , title]) => title))],
      countries: ofKind('country'),
      bodies: ofKind('organization'),
      people: ofKind('person'),
    }
  })
}
