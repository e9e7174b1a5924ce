import { isPerson, type DictionaryBlock } from './phoenix.ts'
import { restoreCase } from './source.ts'

/** A full name with its other written forms. */
type Organization = string[]

/** Companies are used unfiltered: there are no persons among them. */
const NONE = new Set<string>()

const LEGAL =
  /\s+(inc|corp|corporation|co|company|ltd|limited|plc|sa|s a|ag|nv|n v|lp|l p|llc|group|holdings?|the|cos)$/

/**
 * Hand-kept international bodies with their acronyms, then the multi-word bodies and companies of
 * Phoenix. Its single words are left out, because they have no case and too many are common words
 * or surnames.
 */
export function organizations(
  blocks: DictionaryBlock[],
  bodies: Organization[],
  taken: Set<string>,
  given: Set<string>,
): Organization[] {
  const known = new Set(bodies.flat().map((name) => name.toLowerCase()))
  const found = new Set<string>()
  for (const block of blocks) {
    if (isPerson(block) || !block.codes.some((code) => /^(IGO|NGO|MNC|IMG)/.test(code))) continue
    for (const name of block.names) {
      const bare = bareName(name)
      const persons = block.codes.some((code) => code.startsWith('MNC')) ? NONE : given
      if (isOrganization(bare, taken, persons) && !known.has(bare)) found.add(bare)
    }
  }
  return [...bodies, ...[...found].sort().map((name) => [restoreCase(name)])]
}

function bareName(name: string): string {
  let bare = name
    .toLowerCase()
    .replace(/^the /, '')
    .replace(/[,.]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  for (let next = bare.replace(LEGAL, ''); next !== bare; next = bare.replace(LEGAL, ''))
    bare = next
  return bare
}

/** Two to six words that neither start with a given name (some bodies are persons) nor contain a role. */
function isOrganization(name: string, taken: Set<string>, given: Set<string>): boolean {
  const words = name.split(' ')
  if (words.length < 2 || words.length > 6 || !/^[\p{L}&' -]+$/u.test(name)) return false
  if (words.every((word) => taken.has(word)) || words.some((word) => word.length < 2)) return false
  if ((words.length < 4 && given.has(words[0]!)) || /^(and|of|de|for)$/.test(words.at(-1)!))
    return false
  return !/\b(secretary|president|chief|envoy|spokesman|monitor|official|leader|director|minister)\b/.test(
    name,
  )
}
