import { isOutlet } from '#core/graph/outlets.ts'
import { entityId } from '#core/entity-id.ts'
import type { Document } from '../text/document.ts'
import { ALL_CAPS, CAPITAL, LOWER_CASE, NUMBER } from '../text/flags.ts'
import type { Segment } from '../text/segment.ts'
import { isCreditContext } from './agency-credits.ts'
import type { Name } from './spans/name.ts'
import type { SpanSet } from './spans/span-set.ts'

/*
 * Names that are unrelated to the others in their sentence: in tables and line-ups, in a dateline at the start of the
 * body, outlets that somebody talked to, and an organization's acronym after its name.
 */

/** Returns whether a name creates no ties, for the names of one article. */
export function findAsides(document: Document, spans: SpanSet<Name>): (name: Name) => boolean {
  const rows = tableRows(document)
  const dateline = endOfDateline(document.body[0])
  return (name) =>
    rows.has(name.segment) ||
    (name.segment === document.body[0] && name.to <= dateline) ||
    (name.kind === 'organization' && (isOwnAcronym(name, spans) || isOutletCredit(name)))
}

/** With at most this share of lower-case words, a sentence may be a row of names and numbers. */
const MOST_PROSE = 0.25
const FEWEST_WORDS = 4
/** This many consecutive rows are a table, even if each alone could be prose. */
const FEWEST_ROWS = 3

function tableRows({ body }: Document): Set<Segment> {
  const rows = new Set<Segment>()
  let alike: Segment[] = []
  const close = () => {
    if (alike.length >= FEWEST_ROWS) for (const segment of alike) rows.add(segment)
    alike = []
  }
  for (const segment of body) {
    const row = shapeOf(segment)
    if (row === 'row') rows.add(segment)
    if (row === 'prose') close()
    else alike.push(segment)
  }
  close()
  return rows
}

/** 'row': part of a table or line-up by itself; 'line': only among other such lines. */
function shapeOf({ tokens, style, sentence, text }: Segment): 'row' | 'line' | 'prose' {
  let [lower, capital, number, comma] = [0, 0, 0, 0]
  for (const { word } of tokens) {
    if (word.flags & LOWER_CASE) lower++
    else if (word.flags & CAPITAL) capital++
    else if (word.flags & NUMBER) number++
    else if (word.text === ',' || word.text === ';') comma++
  }
  const words = lower + capital + number
  if (words < FEWEST_WORDS || lower > MOST_PROSE * words) return 'prose'
  const isListing = number >= 3 || (comma >= 4 && capital > 2 * lower)
  if (isListing && style !== 'capitals') return 'row'
  const isOpen = !/[.!?]["”’')]*$/.test(text.slice(sentence.start, sentence.end))
  return isOpen && number > 0 ? 'line' : 'prose'
}

const LONGEST_DATELINE = 14

/** Position after a dateline at the start of the body ("LONDON, March 3 (Reuters) -"); 0 if there is none. */
function endOfDateline(first: Segment | undefined): number {
  if (!first) return 0
  const { tokens } = first
  if (((tokens[0]?.word.flags ?? 0) & ALL_CAPS) === 0) return 0
  for (let i = 1; i < Math.min(tokens.length, LONGEST_DATELINE); i++) {
    const { word } = tokens[i]!
    if (/^(-{1,2}|–|—)$/.test(word.text)) return i
    if (word.flags & LOWER_CASE) return 0
  }
  return 0
}

/** "World Trade Organization (WTO)": an acronym in brackets after its own long form. */
function isOwnAcronym({ segment, from, to }: Name, spans: SpanSet<Name>): boolean {
  const { tokens } = segment
  if (tokens[from - 1]?.word.text !== '(' || tokens[to]?.word.text !== ')') return false
  const before = spans.at(segment, from - 2)
  if (before?.kind !== 'organization') return false
  return to - from === 1 && (tokens[from]!.word.flags & ALL_CAPS) !== 0
}

function isOutletCredit({ segment, from, to, full }: Name): boolean {
  return isCreditContext(segment, from, to) && isOutlet(entityId('organization', full))
}
