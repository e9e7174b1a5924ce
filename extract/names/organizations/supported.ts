import { ALL_CAPS, LEADING_HEAD, LEGAL_FORM, ORG_HEAD } from '../../text/flags.ts'
import { PLATFORMS } from '../../gazetteer/lexicon/bodies.ts'
import type { Name } from '../spans/name.ts'
import { acts } from './things.ts'
import { isBracketed } from './tickers.ts'

/** Adjectives that name a party only before "Party", or if the article has such a name. */
const STANCES = new Set(
  'Conservative Liberal Democratic Republican Communist Socialist Nationalist Progressive Independent'.split(
    ' ',
  ),
)

/** From this confidence on, the tagger needs no further evidence for a body. */
const SURE = 0.72
/** The same for names of several words, which are more rarely things. */
const SURE_OF_SEVERAL = 0.6

/**
 * Unresolves names whose only evidence is a low-confidence tag: in the whole article, the name never acts, speaks or
 * has officers, and none of its words marks an organization.
 */
export function withoutUnsupported(names: Name[]): Name[] {
  const supported = new Set<string>()
  for (const name of names) {
    if (!supported.has(name.full) && !STANCES.has(name.full) && isSupported(name))
      supported.add(name.full)
  }
  for (const [i, name] of names.entries()) {
    if (isBeside(name, names[i - 1]) && supported.has(names[i - 1]!.full)) supported.add(name.full)
  }
  return names.map((name) =>
    name.resolved && !supported.has(name.full) ? { ...name, resolved: false } : name,
  )
}

function isSupported(name: Name): boolean {
  const { segment, from, to, via, confidence, full } = name
  const sure = to - from > 1 ? SURE_OF_SEVERAL : SURE
  if (via !== 'tagger' || confidence >= sure || PLATFORMS.has(full)) return true
  const words = segment.tokens.slice(from, to).map(({ word }) => word)
  if (words.length > 1 && words.some(({ flags }) => flags & (ORG_HEAD | LEGAL_FORM))) return true
  if (words[0]!.flags & LEADING_HEAD || isBracketed(segment, from, to)) return true
  return acts(name) || isDefinition(name)
}

/** "Northgate Mutual and | Boreal Elements" */
function isBeside({ segment, from, full }: Name, before: Name | undefined): boolean {
  if (before?.segment !== segment || before.to !== from - 1 || STANCES.has(full)) return false
  return segment.tokens[from - 1]!.word.lower === 'and'
}

/** An acronym in brackets after its long form: "National Service for Protected Areas (Sernanp)". */
function isDefinition({ segment: { tokens }, from, to }: Name): boolean {
  if (to - from !== 1 || tokens[from - 1]?.word.text !== '(' || tokens[to]?.word.text !== ')')
    return false
  const { flags, text } = tokens[from]!.word
  return (flags & ALL_CAPS) !== 0 || /^\p{Lu}\p{Ll}+$/u.test(text)
}
