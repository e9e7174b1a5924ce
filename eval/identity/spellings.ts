import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { joinForms } from '#core/identity/join-forms.ts'
import { NO_CONTEXT } from '#core/identity/types.ts'
import { percent } from './percent.ts'
import { bareForm } from './read-forms.ts'

interface SpellingPair {
  a: string
  b: string
  same: boolean
}

/** Scores names in several scripts and romanizations, each pair without any context. */
export function scoreSpellings(): string[][] {
  const path = join(import.meta.dirname, '../labels/spellings.json')
  const pairs = JSON.parse(readFileSync(path, 'utf8')) as SpellingPair[]
  const results = pairs.map((pair) => ({ ...pair, ...compare(pair) }))
  const same = results.filter(({ same }) => same)
  const others = results.filter(({ same }) => !same)
  const found = same.filter(({ merged, candidate }) => merged || candidate)
  const merged = same.filter(({ merged }) => merged)
  return [
    [`spellings, ${same.length} pairs: found`, '90 %', '97 %', percent(found.length, same.length)],
    ['spellings: merged at once', '', '', percent(merged.length, same.length)],
    [
      `spellings, ${others.length} pairs of other names: merged`,
      '0',
      '0',
      String(others.filter(({ merged }) => merged).length),
    ],
  ]
}

function compare({ a, b }: SpellingPair): { merged: boolean; candidate: boolean } {
  const forms = [bareForm('person', a), bareForm('person', b)]
  if (forms[0]!.id === forms[1]!.id) return { merged: true, candidate: false }
  const { clusters, candidates } = joinForms(forms, () => NO_CONTEXT)
  return { merged: clusters.length === 1, candidate: candidates.length > 0 }
}
