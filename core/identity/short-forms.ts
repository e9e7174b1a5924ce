import { countShared } from './evidence.ts'
import { abbreviates, isGenericName } from './organization-name.ts'
import type { Index } from './pairs.ts'
import type { ParsedForm } from './parsed-form.ts'
import type { ContextOf } from './types.ts'

/** The long name that a short form stands for in this archive. */
export interface ShortForm {
  short: ParsedForm
  long: ParsedForm
  rule: 'acronym' | 'short form'
  /** Articles that name both or link the short form to the long one themselves. */
  support: number
  /** Number of articles of the short form. */
  uses: number
  isCertain: boolean
}

/** Finds the long names that an archive's short forms ("GM", "Dixons") stand for, by co-occurrence. */
export function findShortForms(index: Index, contextOf: ContextOf): ShortForm[] {
  const written = collectWritten(index)
  const starting = Map.groupBy(index.parsed.filter(isEstablished), ({ body }) => body!.words[0]!)
  return index.parsed.flatMap((short) => {
    if (!isShort(short)) return []
    return resolve(
      short,
      longFormsOf(short, written, index, contextOf),
      starting.get(short.body!.words[0]!) ?? [],
      contextOf,
    )
  })
}

/** A name in several articles that other articles may shorten. */
const isEstablished = ({ body, form }: ParsedForm) =>
  body !== null && body.words.length > 1 && form.articles > 1

type Written = Map<string, ParsedForm[]>

/** Forms that a spelling was linked to within articles: "GenCorp" to GenCorp Inc. */
function collectWritten({ parsed }: Index): Written {
  const written: Written = new Map()
  for (const one of parsed) {
    if (!one.body) continue
    for (const key of new Set(one.form.variants.map(({ value }) => spellingKey(value)))) {
      written.set(key, [...(written.get(key) ?? []), one])
    }
  }
  return written
}

const spellingKey = (text: string) => text.toLowerCase().replace(/[.,]/g, '')

function isShort({ body, form }: ParsedForm): boolean {
  if (!body || body.content.length === 0 || body.content.length > 3 || body.isRegistered)
    return false
  return body.acronym !== null || (!isGenericName(body) && form.name.length > 2)
}

function longFormsOf(
  short: ParsedForm,
  written: Written,
  { byId }: Index,
  contextOf: ContextOf,
): Set<ParsedForm> {
  const linked = short.form.variants.flatMap(({ value }) => written.get(spellingKey(value)) ?? [])
  const beside = contextOf(short.form.id).bodies.flatMap(({ value }) => byId.get(value) ?? [])
  const found = [...linked, ...beside].filter((long) => long !== short && isLonger(short, long))
  return new Set(found)
}

function isLonger(short: ParsedForm, long: ParsedForm): boolean {
  if (!long.body || long.body.content.length === 0) return false
  if (short.body!.state !== null && short.body!.state !== long.body.state) return false
  return startsWith(long, short) || fitOf(short, long) !== null
}

function fitOf({ body }: ParsedForm, long: ParsedForm): 'initials' | 'letters' | null {
  return body!.acronym === null ? null : abbreviates(body!.acronym, long.body!)
}

const isCapitals = (acronym: string) => acronym === acronym.toUpperCase()

/** "Dixons" for "Dixons Group", "Hutton LBO" for "E.F. Hutton LBO". */
function startsWith(long: ParsedForm, short: ParsedForm): boolean {
  const [x, y] = [short.body!.words, long.body!.words]
  if (x.length >= y.length) return false
  const bare = y.findIndex((word) => word.length > 1)
  return x.every((word, i) => word === y[i]) || x.every((word, i) => word === y[i + bare])
}

/** Share of a short form's articles that must also name the long one. */
const SHARE = 0.4
/** The same if only letters in order match. */
const WEAK_SHARE = 0.6
/** How many times more often than the runner-up the long form must co-occur. */
const DOMINANCE = 3

function resolve(
  short: ParsedForm,
  longs: Set<ParsedForm>,
  starters: ParsedForm[],
  contextOf: ContextOf,
): ShortForm[] {
  const ranked = [...longs]
    .map((long) => ({ long, ...supportOf(short, long, contextOf) }))
    .filter(({ support }) => support > 0)
    .sort(
      (a, b) =>
        b.support - a.support ||
        b.long.form.articles - a.long.form.articles ||
        (a.long.form.id < b.long.form.id ? -1 : 1),
    )
  const [best, second] = ranked
  if (!best) return []
  const uses = short.form.articles
  const dominates = !second || best.support >= DOMINANCE * second.support
  const isWeak = !startsWith(best.long, short) && fitOf(short, best.long) === 'letters'
  const share = isWeak ? WEAK_SHARE : SHARE
  const isInitials = fitOf(short, best.long) === 'initials'
  const isAlone = isInitials || !starters.some((one) => one !== short && one !== best.long)
  const least = isAlone ? share : Math.max(share, WEAK_SHARE)
  const isUsual =
    best.together >= Math.max(2, least * uses) ||
    (isAlone && best.linked >= Math.max(2, share * uses))
  const isCertain =
    dominates &&
    !isUnit(short, best.long) &&
    (isUsual || (uses === 1 && best.together === 1 && !isWeak))
  if (!isCertain && (isWeak || best.support < uses / 4)) return []
  const rule = short.body!.acronym && isCapitals(short.body!.acronym) ? 'acronym' : 'short form'
  return [{ short, long: best.long, rule, support: best.support, uses, isCertain }]
}

const UNIT_WORDS = new Set(
  `finance financing leasing credit production sales canada america asia japan usa europe australia overseas sweden
  curacao council tax subcommittee acceptance realty pacific petrochemical tokyo texas france germany fund kong
  credits ii iii estate australasia ec`.split(/\s+/),
)

/** "United Technologies Credit Corp" is a unit, not a long form, of United Technologies. */
function isUnit(short: ParsedForm, long: ParsedForm): boolean {
  if (!startsWith(long, short)) return false
  const own = new Set(short.body!.words)
  return (
    /['’]s /.test(long.form.name) ||
    long.body!.words.some((word) => !own.has(word) && UNIT_WORDS.has(word))
  )
}

function supportOf(short: ParsedForm, long: ParsedForm, contextOf: ContextOf) {
  const together = countShared(contextOf(short.form.id).articles, contextOf(long.form.id).articles)
  const names = new Set(short.form.variants.map(({ value }) => spellingKey(value)))
  const linked = long.form.variants
    .filter(({ value }) => names.has(spellingKey(value)))
    .reduce((sum, { articles }) => sum + articles, 0)
  return { together, linked, support: together + linked }
}
