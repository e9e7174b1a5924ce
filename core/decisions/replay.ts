import { compareText } from '../text/compare-text.ts'
import { type Part, partsIn } from './part-ids.ts'
import { type Move, type DecidedNames, noDecidedNames } from './decided-names.ts'
import type { Action, ArticleRef, Confirm, Dismiss, EntityObject } from './types.ts'
import type { LoggedDecision, Merge, Reject, Rename, SetKind, Split } from './types.ts'
import { UnitGraph } from './unit-graph.ts'
import { undoneIn } from './undone.ts'

/** What replaying needs to know about an archive. */
export interface ArchiveView {
  /** Whether any article uses the form. */
  hasForm(id: string): boolean
  /** Row of the article if the archive has it with the same text. */
  row(article: ArticleRef): number | null
}

export interface Replay {
  names: DecidedNames
  undone: Set<string>
  /** Why a decision is idle, by its id: its object is missing, or it contradicts another decision. */
  idle: Map<string, string>
}

/** Replays a log of decisions in order against an archive, skipping what was undone. */
export function replay(log: readonly LoggedDecision[], archive: ArchiveView): Replay {
  const undone = undoneIn(log)
  const replayer = new Replayer(archive, partsIn(log))
  const idle = new Map<string, string>()
  for (const decision of log) {
    if (undone.has(decision.id) || decision.action.type === 'undo') continue
    const why = replayer.apply(decision)
    if (why !== null) idle.set(decision.id, why)
  }
  return { names: replayer.result(), undone, idle }
}

interface TargetedMove extends Omit<Move, 'to'> {
  /** A form or the key of a part. */
  unit: string | null
}

const NOT_HERE = 'what it is about is not in this archive now'

class Replayer {
  readonly #archive: ArchiveView
  readonly #partsOf: Map<string, Part[]>
  readonly #parts = new Map<string, Part>()
  readonly #graph = new UnitGraph()
  readonly #moves = new Map<string, TargetedMove>()
  readonly #names: { unit: string; name: string; by: string }[] = []
  readonly #kindsBy = new Map<string, string>()
  readonly #result = noDecidedNames()

  constructor(archive: ArchiveView, partsOf: Map<string, Part[]>) {
    this.#archive = archive
    this.#partsOf = partsOf
  }

  /** Returns why it is idle, or null. */
  apply({ id, action, imported }: LoggedDecision): string | null {
    if (imported) {
      const other = this.#contradicted(action)
      if (other !== null) return `it contradicts decision ${other}, which was made here`
    }
    switch (action.type) {
      case 'merge':
        return this.#merge(id, action)
      case 'split':
        return this.#split(id, action)
      case 'rename':
        return this.#rename(id, action)
      case 'kind':
        return this.#setKind(id, action)
      case 'reject':
        return this.#reject(action)
      case 'confirm':
        return this.#confirm(id, action)
      case 'dismiss':
        return this.#dismiss(id, action)
      case 'undo':
        return null
    }
  }

  result(): DecidedNames {
    const result = this.#result
    for (const group of this.#graph.groups()) {
      const forms = group.filter((unit) => !this.#isPart(unit))
      for (const [i, form] of forms.entries()) {
        if (i > 0) result.fixed.push({ a: forms[i - 1]!, b: form, same: true })
      }
    }
    for (const { a, b } of this.#graph.separations()) {
      if (!this.#isPart(a) && !this.#isPart(b)) result.fixed.push({ a, b, same: false })
    }
    for (const { unit, name } of this.#names) {
      const named = this.#publicId(unit)
      if (named !== null) result.names.push({ unit: named, name })
    }
    const moves = [...this.#moves.values()].map(({ article, from, unit }) => ({
      article,
      from,
      to: this.#publicId(unit),
    }))
    result.moves = moves.sort((x, y) => x.article - y.article || compareText(x.from, y.from))
    return result
  }

  #merge(by: string, { entity, into }: Merge): string | null {
    const why = this.#join(by, [into, entity])
    if (why !== null) return why
    this.#names.push({ unit: this.#units(into)[0]!, name: into.name, by })
    const { heads } = this.#result
    for (const unit of this.#graph.closure(this.#units(into))) heads.delete(unit)
    const forms = this.#formsOf(into)
    if (into.part === undefined) heads.add(forms.find((id) => id === into.id) ?? forms[0]!)
    return null
  }

  #join(by: string, entities: readonly EntityObject[]): string | null {
    const units = entities.map((entity) => this.#units(entity))
    if (units.some((found) => found.length === 0)) return NOT_HERE
    const others = entities.slice(1)
    const whole = [...units[0]!]
    for (const [i, other] of others.entries()) {
      const found = units[i + 1]!
      if (!isRulePart(other)) whole.push(...found)
      else if (found.some((form) => units[0]!.includes(form))) this.#markWhole(found)
      else this.#move(other, other.articles!, units[0]![0]!)
    }
    // Rules must not split what a person confirmed to be one.
    this.#markWhole(whole)
    this.#graph.join(whole, by)
    return null
  }

  #split(by: string, { entity, forms, articles }: Split): string | null {
    if (articles) return this.#splitParts(by, entity)
    const units = this.#units(entity)
    const off = forms!.map(({ id }) => id).filter((id) => units.includes(id))
    const rest = units.filter((unit) => !off.includes(unit))
    if (off.length === 0 || rest.length === 0) return NOT_HERE
    this.#graph.join(rest, by)
    this.#graph.separate(off, rest, by)
    return null
  }

  #splitParts(by: string, entity: EntityObject): string | null {
    if (this.#units(entity).length === 0) return NOT_HERE
    let moved = 0
    for (const part of this.#partsOf.get(by)!) {
      this.#parts.set(part.key, part)
      moved += this.#move(entity, part.articles, part.key)
      if (moved === 0) this.#parts.delete(part.key)
    }
    return moved === 0 ? NOT_HERE : null
  }

  #rename(by: string, { entity, name }: Rename): string | null {
    const [unit] = this.#units(entity)
    if (unit === undefined) return NOT_HERE
    this.#names.push({ unit, name, by })
    return null
  }

  #setKind(by: string, { entity, kind }: SetKind): string | null {
    const units = this.#units(entity)
    if (units.length === 0) return NOT_HERE
    for (const unit of units) {
      this.#result.kinds.set(unit, kind)
      this.#kindsBy.set(unit, by)
    }
    return null
  }

  #reject({ entity, articles, spelling }: Reject): string | null {
    const units = this.#units(entity)
    if (units.length === 0) return NOT_HERE
    if (articles) return this.#move(entity, articles, null) === 0 ? NOT_HERE : null
    if (spelling !== undefined) {
      for (const form of this.#formsOf(entity))
        this.#result.spellings.push({ form, surface: spelling })
    } else if (isRulePart(entity)) this.#move(entity, entity.articles!, null)
    else for (const unit of units) this.#result.rejected.add(unit)
    return null
  }

  #confirm(by: string, { question, entities }: Confirm): string | null {
    return question === 'same' ? this.#join(by, entities) : this.#splitParts(by, entities[0]!)
  }

  #dismiss(by: string, { question, entities }: Dismiss): string | null {
    const [one, other] = entities.map((entity) => this.#units(entity))
    if (one!.length === 0) return NOT_HERE
    if (question === 'two') this.#markWhole(one!)
    else if (!other || other.length === 0) return NOT_HERE
    else this.#graph.separate(one!, other, by)
    return null
  }

  /** The units of an entity that exist in this archive; may be empty. */
  #units(entity: EntityObject): string[] {
    const isHere = (unit: string) => !this.#result.rejected.has(unit)
    if (entity.part !== undefined) {
      const part = this.#parts.get(entity.part)
      return part && isHere(part.key) ? [part.key] : []
    }
    if (entity.articles && !entity.articles.some((article) => this.#archive.row(article) !== null))
      return []
    return this.#formsOf(entity).filter(isHere)
  }

  #formsOf({ forms }: EntityObject): string[] {
    return forms.map(({ id }) => id).filter((id) => this.#archive.hasForm(id))
  }

  /** Returns how many of the articles exist in this archive. */
  #move(entity: EntityObject, articles: readonly ArticleRef[], unit: string | null): number {
    let found = 0
    for (const article of articles) {
      const row = this.#archive.row(article)
      if (row === null) continue
      found++
      for (const from of this.#formsOf(entity)) {
        this.#moves.set(`${row} ${from}`, { article: row, from, unit })
      }
    }
    return found
  }

  #markWhole(units: readonly string[]): void {
    for (const unit of units) if (!this.#isPart(unit)) this.#result.whole.add(unit)
  }

  #isPart(unit: string): boolean {
    return this.#parts.has(unit)
  }

  /** A form of the unit's entity, or else the id of its earliest part; null for "not a name". */
  #publicId(unit: string | null): string | null {
    if (unit === null || this.#result.rejected.has(unit)) return null
    if (!this.#isPart(unit)) return unit
    const group = this.#graph.closure([unit])
    const form = [...group].filter((each) => !this.#isPart(each)).sort(compareText)[0]
    return form ?? [...this.#parts.values()].find(({ key }) => group.has(key))!.id
  }

  /** The contradicting decision, if any; only imported decisions yield to it. */
  #contradicted(action: Action): string | null {
    switch (action.type) {
      case 'merge':
        return this.#graph.keptApartBy(this.#units(action.entity), this.#units(action.into))
      case 'confirm':
        return action.question === 'same' ? this.#keptApart(action.entities) : null
      case 'dismiss':
        return action.question === 'same' ? this.#joined(action.entities) : null
      case 'split':
        return action.forms ? this.#joinedForms(action) : null
      case 'rename':
        return this.#namedOtherwise(action)
      case 'kind':
        return this.#ofOtherKind(action)
      default:
        return null
    }
  }

  #keptApart([one, other]: readonly EntityObject[]): string | null {
    return this.#graph.keptApartBy(this.#units(one!), this.#units(other!))
  }

  #joined([one, other]: readonly EntityObject[]): string | null {
    return this.#graph.joinedBy(this.#units(one!), this.#units(other!))
  }

  #joinedForms({ entity, forms }: Split): string | null {
    const off = forms!.map(({ id }) => id)
    return this.#graph.joinedBy(
      off,
      this.#units(entity).filter((unit) => !off.includes(unit)),
    )
  }

  #namedOtherwise({ entity, name }: Rename): string | null {
    const units = this.#graph.closure(this.#units(entity))
    const last = this.#names.findLast(({ unit }) => units.has(unit))
    return last && last.name !== name ? last.by : null
  }

  #ofOtherKind({ entity, kind }: SetKind): string | null {
    const unit = this.#units(entity).find((each) => this.#kindsBy.has(each))
    return unit !== undefined && this.#result.kinds.get(unit) !== kind
      ? this.#kindsBy.get(unit)!
      : null
  }
}

/** Whether it is one of several namesakes separated by a rule, identified by its articles alone. */
const isRulePart = ({ part, articles }: EntityObject) =>
  part === undefined && articles !== undefined
