import type { Name } from '../names/spans/name.ts'
import type { SpanSet } from '../names/spans/span-set.ts'
import type { Segment } from '../text/segment.ts'
import { type Gender, genderByName, genderByTitle } from './gender.ts'
import { isPreposition, isPossessive, type Line, lowerAt, nameAt, type Range } from './line.ts'

/** After this many sentences, "he" or "she" no longer means a person. */
const MEMORY = 8
/** Maximum number of people that a pronoun may mean. */
const MOST_RECENT = 12

interface Person {
  name: Name
  /** Sentence of the last mention. */
  n: number
  /** Higher for speakers and for the first name of a sentence. */
  weight: number
}

/** Tracks names and speakers through a text, in text order, to resolve "he" and "she". */
export class Speakers {
  readonly #spans: SpanSet<Name>
  readonly #recent = new Map<string, Person>()
  readonly #genders = new Map<string, Gender | null>()
  #organization: { name: Name; n: number } | null = null

  constructor(spans: SpanSet<Name>) {
    this.#spans = spans
  }

  /** Records the people in a sentence; call it after its own pronouns are resolved. */
  pass(segment: Segment): void {
    let place = 0
    for (const name of this.#spans.names(segment)) {
      if (name.kind === 'organization' && place === 0)
        this.#organization = { name, n: segment.sentence.n }
      if (name.kind !== 'person') continue
      this.#note(name, place === 0 ? 2 : 1)
      place++
    }
  }

  /** The name that a source denotes; null for "officials said" and for unresolvable pronouns. */
  of(line: Line, source: Range): Name | null {
    const pronoun = source.to - source.from === 1 ? lowerAt(line, source.from) : ''
    if (pronoun === 'he' || pronoun === 'she') return this.#person(line, source.from, pronoun)
    if (pronoun === 'it') return this.#body(line)
    const name = headOf(line, source)
    if (name?.kind === 'person') this.#note(name, 3)
    if (name?.kind === 'organization') this.#organization = { name, n: line.segment.sentence.n }
    return name
  }

  #note(name: Name, weight: number, n = name.segment.sentence.n): void {
    const known = this.#recent.get(name.full)
    const isSame = known?.n === n
    this.#recent.delete(name.full)
    if (this.#recent.size >= MOST_RECENT) {
      for (const oldest of this.#recent.keys()) {
        this.#recent.delete(oldest)
        break
      }
    }
    this.#recent.set(name.full, {
      name,
      n,
      weight: isSame ? Math.max(weight, known.weight) : weight,
    })
    const title = genderByTitle(name)
    if (title || !this.#genders.has(name.full)) {
      this.#genders.set(name.full, title ?? genderByName(name.full))
    }
  }

  /** The nearest matching person: earlier in the sentence, else by sentence, with subjects and speakers first. */
  #person(line: Line, at: number, gender: Gender): Name | null {
    const here = this.#spans
      .names(line.segment)
      .find(
        (name) =>
          name.kind === 'person' &&
          name.to <= at &&
          this.#fits(name, gender) &&
          !isPossessive(line, name.to),
      )
    const found = here ?? this.#best(line.segment.sentence.n, gender)
    if (found) {
      this.#note(found, 3, line.segment.sentence.n)
      if (!this.#genders.get(found.full)) this.#genders.set(found.full, gender)
    }
    return found ?? null
  }

  #best(n: number, gender: Gender): Name | null {
    let best: Person | null = null
    for (const person of this.#recent.values()) {
      if (n - person.n > MEMORY || !this.#fits(person.name, gender)) continue
      if (!best || score(person, n) >= score(best, n)) best = person
    }
    return best?.name ?? null
  }

  #fits(name: Name, gender: Gender): boolean {
    const known = this.#genders.get(name.full) ?? genderByTitle(name) ?? genderByName(name.full)
    return known === null || known === gender
  }

  #body({ segment }: Line): Name | null {
    const last = this.#organization
    return last && segment.sentence.n - last.n <= 1 ? last.name : null
  }
}

const score = ({ n, weight }: Person, now: number) => weight - (now - n)

const SPOKESPERSON = /^spokes(?:man|woman|person|people|men)$/

/**
 * The name that a noun phrase is about: a person, else an organization that is its head or whose spokesperson it is.
 */
function headOf(line: Line, source: Range): Name | null {
  let body: Name | null = null
  for (let at = source.from; at < source.to; at++) {
    const name = nameAt(line, at)
    if (!name) continue
    if (name.to > source.to) break
    const isOwner = isPossessive(line, name.to)
    if (name.kind === 'person' && !isOwner && isHead(line, source, name)) return name
    if (name.kind !== 'person' && name.kind !== 'place' && body === null && !isOwner) {
      if (isHead(line, source, name) || speaksFor(line, source, name)) body = name
    }
    at = name.to - 1
  }
  return body
}

function isGoverned(line: Line, source: Range, { from }: Name): boolean {
  for (let at = from - 1; at >= source.from; at--) {
    if (isPreposition(line, at)) return true
    if (nameAt(line, at) || lowerAt(line, at) === ',') return false
  }
  return false
}

/** Whether the phrase, or its part before a comma, ends with the name: "the State Department", not "Apple officials". */
function isHead(line: Line, source: Range, name: Name): boolean {
  if (isGoverned(line, source, name)) return false
  return name.to === source.to || /^(?:[,(]|and|of|who|--|[—–-])$/.test(lowerAt(line, name.to))
}

function speaksFor(line: Line, source: Range, name: Name): boolean {
  if (SPOKESPERSON.test(lowerAt(line, name.to))) return true
  for (let at = name.from - 1; at >= Math.max(source.from, name.from - 3); at--) {
    if (SPOKESPERSON.test(lowerAt(line, at))) return true
  }
  return false
}
