import given from '#extract/gazetteer/given-names.json' with { type: 'json' }

/** A run of capitalised words, without titles and sentence starters. */
export interface CapitalRun {
  start: number
  end: number
  words: string[]
  /** Whether a title precedes it. */
  titled: boolean
}

const WORD = String.raw`\p{Lu}[\p{L}'-]*\p{Ll}[\p{L}'-]*`
const INNER = String.raw`(?:\s+(?:\p{Lu}\.|de|da|van|von|der|la|del|al|bin|den|du))*`
const RUN = new RegExp(String.raw`(?<![\p{L}\p{N}.&'-])${WORD}(?:${INNER}\s+${WORD})*`, 'gu')

const TITLE =
  /^(?:Mr|Mrs|Ms|Dr|Sir|Lord|Sen|Rep|Gen|Col|Capt|Senator|Congressman|Governor|Gov|President|Premier|Chancellor|Minister|Secretary|Chairman|Director|Ambassador|Representative|General|King|Prince|Judge|Justice|Professor|Speaker|Leader|Treasurer|Commissioner|Sheikh|Spokesman|Analyst|Economist|Governors?|Prime|Vice|Foreign|Finance|Trade|Agriculture|Commerce|Treasury|Economy|Oil|Energy|Defence|Defense|State|Deputy|Former)$/
const OPENER =
  /^(?:The|A|An|And|But|In|On|At|For|If|When|While|As|After|Before|Since|By|With|From|To|Of|Or|So|Yet|That|This|These|Those|There|It|He|She|They|We|His|Her|Its|Their|Both|Under|Asked|Although|Though|However|Last|Also|Meanwhile|Earlier|Today|Yesterday|Is|Was|Are|Not|No|Some|Other|Another|One|Two|Many|Most|According|Because|Despite|Commenting|Like|Unlike|Even|Only)$/

/** Capitalised words that are not part of people's names. */
export const NO_NAME =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Inc|Corp|Co|Ltd|Plc|Bank|Banks|Department|Commission|Ministry|Group|Company|Oper|Shr|Net|Revs|Qtr|Avg|Note|Reuters?|Class|Series)$/
export const SPEECH_AFTER =
  /^(?:, who)?\s+(?:said|told|added|noted|declined|predicted|warned|argued|asked|believes|says)\b/

const GIVEN = new Set(given)

/** The runs of a text in mixed case; words in capitals are not part of runs. */
export function readCapitalRuns(text: string): CapitalRun[] {
  return [...text.matchAll(RUN)].flatMap((match) => toRun(match[0], match.index) ?? [])
}

function toRun(text: string, index: number): CapitalRun | null {
  const words = [...text.matchAll(/\S+/g)]
  let first = 0
  let titled = false
  while (first < words.length && (TITLE.test(words[first]![0]) || OPENER.test(words[first]![0]))) {
    titled = TITLE.test(words[first]![0])
    first++
  }
  if (first === words.length) return null
  const start = index + words[first]!.index
  const end = index + text.replace(/'s?$/, '').length
  return {
    start,
    end,
    words: words.slice(first).map((word) => word[0].replace(/'s?$/, '')),
    titled,
  }
}

/** Whether a run looks like a person's full name: it has a title, a given name, an initial or a speech verb. */
export function mayBePerson(body: string, { start, end, words, titled }: CapitalRun): boolean {
  if (words.some((word) => NO_NAME.test(word))) return false
  if (titled || GIVEN.has(words[0]!.toLowerCase()) || /\b\p{Lu}\./u.test(body.slice(start, end)))
    return true
  return SPEECH_AFTER.test(body.slice(end))
}
