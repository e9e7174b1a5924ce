import type { Segment } from '../text/segment.ts'

/** News agencies by their canonical names in the gazetteer, or as written. */
const AGENCIES = new Set([
  ...[
    'Reuters',
    'Reuter',
    'Associated Press',
    'AP',
    'Agence France-Presse',
    'AFP',
    'Xinhua',
    'Interfax',
    'TASS',
    'Tass',
  ],
  ...[
    'ITAR-TASS',
    'Itar-Tass',
    'Bloomberg',
    'Bloomberg News',
    'Kyodo',
    'Kyodo News',
    'DPA',
    'ANSA',
    'UPI',
    'Anadolu',
  ],
  ...[
    'United Press International',
    'PTI',
    'Press Trust of India',
    'Yonhap',
    'KCNA',
    'IRNA',
    'Turan',
    'APA',
    'Trend',
  ],
  ...[
    'RIA Novosti',
    'Ria Novosti',
    'EFE',
    'Bernama',
    'IPS',
    'The Associated Press',
    'Saudi Press Agency',
    'Press Association',
  ],
])

const TOLD = /^(told|tells|telling)$/
const REPORTED = /^(reported|reports|quoted|cited|learned|understands)$/
const STAFF =
  /^(correspondents?|reporters?|journalists?|photographers?|witness|witnesses|poll|polls|survey|interview|tally|calculations|data)$/

/**
 * Whether a sentence only credits a news agency as its source: "told Reuters", "Xinhua reported", "a Reuters poll". The
 * agency is not part of the story there.
 */
export function isAgencyCredit(segment: Segment, from: number, to: number, name: string): boolean {
  return AGENCIES.has(name) && isCreditContext(segment, from, to)
}

/** Whether the context of a name credits it as a source: somebody told it something, or its staff found it out. */
export function isCreditContext(segment: Segment, from: number, to: number): boolean {
  const { tokens } = segment
  const at = tokens[from - 1]?.word.lower === 'the' ? from - 2 : from - 1
  const before = tokens[at]?.word.lower ?? ''
  if (TOLD.test(before)) return true
  const head = tokens[at - 1]?.word.lower ?? ''
  if (
    /^(with|to|by)$/.test(before) &&
    /^(interview|interviews|speaking|spoke|quoted|polled|surveyed|seen|obtained|reviewed|interviewed|contacted|compiled|talking|said|statement)$/.test(
      head,
    )
  )
    return true
  const next = tokens[to]?.word
  if (next === undefined) return false
  return REPORTED.test(next.lower) || STAFF.test(next.lower)
}
