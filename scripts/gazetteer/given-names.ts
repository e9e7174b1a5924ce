import { HONORIFICS, ROLES } from '#extract/gazetteer/lexicon/people.ts'
import { isPerson, type DictionaryBlock } from './phoenix.ts'
import { sorted } from './source.ts'

const NO_NAMES = new Set([
  ...HONORIFICS,
  ...ROLES,
  ...(
    'president prime minister general colonel major king queen prince princess sultan sheikh shaikh emir emperor lord lady ' +
    'sir baron count duke captain lieutenant commander admiral marshal secretary governor chairman chief the al el ' +
    'de la le van von bin ibn ben abu saint san santa mrs mr dr sayyid crown ambassador foreign former deputy ' +
    'air brigadier field hajj haji mullah ayatollah pope bishop archbishop cardinal father king grand vice acting ' +
    'national international world united east west north south northern southern eastern western central new ' +
    'republic council party government ministry junta army security state royal supreme committee commission ' +
    'january february march april may june july august september october november december'
  ).split(' '),
])

/** Lower-cased first words of office-holders' names, without those that are not given names on their own. */
export function givenNames(blocks: DictionaryBlock[], taken: Set<string>): string[] {
  const first = new Set<string>()
  for (const block of blocks.filter(isPerson)) {
    for (const name of block.names) {
      const word = name.split(' ')[0]!.toLowerCase()
      if (/^\p{L}[\p{L}'-]{2,}$/u.test(word) && !NO_NAMES.has(word) && !taken.has(word))
        first.add(word)
    }
  }
  return sorted(first)
}
