import type { Facet } from '#core/fields.ts'
import { type Conjunct, isAbout, modeOf, valuesOf } from '#core/query/conjuncts.ts'
import type { FacetValue } from '#core/search.ts'
import { matches, toForm, toTyped } from './name-index.ts'

/**
 * Tests whether a value's name contains words with the typed beginnings; true for any name if
 * nothing is typed.
 */
export function nameTest(named: string | undefined): (name: string) => boolean {
  const typed = toTyped(named ?? '')
  return typed.words.length === 0 ? () => true : (name) => matches(toForm(name, 0), typed)
}

/** The conditions under which the values of a facet are counted. */
export function facetBase(conjuncts: readonly Conjunct[], facet: Facet) {
  const own = conjuncts.filter((each) => each.facet === facet)
  const including = own.filter(({ isExcluding }) => !isExcluding)
  const excluding = own.filter(({ isExcluding }) => isExcluding)
  const isAny = modeOf(conjuncts, facet) === 'any'
  return {
    base: conjuncts.filter((each) => !isAny || !including.includes(each)),
    excluding,
    isChosen: (value: string): Pick<FacetValue, 'chosen'> => {
      if (excluding.some((each) => isAbout(each, value))) return { chosen: 'excluded' }
      return including.some((each) => isAbout(each, value)) ? { chosen: 'included' } : {}
    },
  }
}

/** The search without whatever excludes a value of the facet. */
export function withoutExclusion(
  conjuncts: readonly Conjunct[],
  facet: Facet,
  value: string,
): Conjunct[] {
  return conjuncts.filter(
    (each) => !(each.facet === facet && each.isExcluding && isAbout(each, value)),
  )
}

/** The values that a search names itself. */
export function namedIn(conjuncts: readonly Conjunct[], facet: Facet): string[] {
  return conjuncts.filter((each) => each.facet === facet).flatMap(valuesOf)
}

/** The values that a search excludes, by name or by their words. */
export function excludedValues(
  conjuncts: readonly Conjunct[],
  excluding: readonly Conjunct[],
  valuesIn: (some: readonly Conjunct[]) => Iterable<string>,
): string[] {
  const found = excluding.flatMap((exclusion) => {
    const named = valuesOf(exclusion)
    if (named.length > 0) return named
    const others = conjuncts.filter((each) => each !== exclusion)
    return [...valuesIn(others)].filter((value) => isAbout(exclusion, value))
  })
  return [...new Set(found)]
}

/**
 * The most frequent values, followed by those that the search names or excludes, with their counts.
 */
export function listed(
  counts: ReadonlyMap<string, number>,
  size: number,
  named: ReadonlyMap<string, number>,
): [value: string, count: number][] {
  const top = [...counts].sort(([v, x], [w, y]) => y - x || (v < w ? -1 : 1)).slice(0, size)
  const shown = new Set(top.map(([value]) => value))
  return [...top, ...[...named].filter(([value]) => !shown.has(value))]
}
