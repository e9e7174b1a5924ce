import type { DecidedNames, Move } from '#core/decisions/decided-names.ts'
import type { Corpus } from '../registry/corpus.ts'
import { loneForm } from '../registry/heard.ts'
import type { RegistryDecisions } from '../registry/registry-decisions.ts'

/**
 * Translates replayed decisions for the registry. A name that is only ever one word has no form: it
 * is moved by article.
 */
export function toRegistryDecisions(names: DecidedNames, corpus: Corpus): RegistryDecisions {
  const { fixed, moves, heads, kinds, rejected, spellings, whole } = names
  const isForm = (id: string) => corpus.forms.has(id)
  const isPart = ({ unit }: { unit: string }) => !isForm(unit) && !isLone(unit)
  const called = names.names.map(({ unit, name }) => [unit, name] as const)
  return {
    fixed: fixed.filter(({ a, b }) => isForm(a) && isForm(b)),
    heads: new Set([...heads].filter(isForm)),
    names: new Map(called.filter(([unit]) => isForm(unit))),
    partNames: new Map(called.filter(([unit]) => isPart({ unit }))),
    kinds: new Map([...kinds].filter(([form]) => isForm(form))),
    rejected,
    spellings,
    whole,
    moves: [...loneMoves(names, corpus), ...moves],
  }
}

const isLone = (form: string) => form.startsWith('?')

/** Moves a one-word name that was merged into an entity, in every article that has it. */
function loneMoves({ fixed }: DecidedNames, { lone, forms }: Corpus): Move[] {
  const to = new Map<string, string>()
  for (const { a, b, same } of fixed) {
    if (same && isLone(a) && forms.has(b)) to.set(a, b)
    if (same && isLone(b) && forms.has(a)) to.set(b, a)
  }
  if (to.size === 0) return []
  return lone.flatMap(({ article, text }) => {
    const from = loneForm(text)
    const target = to.get(from)
    return target === undefined ? [] : [{ article, from, to: target }]
  })
}
