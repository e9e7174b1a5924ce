import type { DatabaseSync } from 'node:sqlite'
import type { Mention } from '#core/article.ts'
import { singleSpaced } from '#core/text.ts'
import { lazyStatements } from '../lazy-statements.ts'
import { loneForm } from './heard.ts'
import { kindOfId } from './kind-of-id.ts'
import type { ArticleException } from './registry.ts'

/** Turns the names a text gives into those the registry decided. */
export interface Decider {
  /** Returns the mentions with their decided entities; the same array if nothing changes. */
  decide(mentions: Mention[], article: number | null): Mention[]
  /** Call when assignments may have changed. */
  forget(): void
}

interface Exception extends ArticleException {
  form: string
}

/** `db` may be any connection. Assignments are cached until `forget`. */
export function createDecider(db: DatabaseSync): Decider {
  const lazily = lazyStatements(db)
  const assigned = lazily('select form, entity from assignment')
  const excepted = lazily('select form, entity, confidence, why from exception where article = ?')
  let assignments: Map<string, string | null> | null = null

  function load(): Map<string, string | null> {
    const rows = assigned().all() as { form: string; entity: string | null }[]
    return (assignments = new Map(rows.map(({ form, entity }) => [form, entity])))
  }

  return {
    decide(mentions, article) {
      if (mentions.length === 0) return mentions
      const everywhere = assignments ?? load()
      const here = article === null ? [] : (excepted().all(article) as unknown as Exception[])
      return decideMentions(mentions, everywhere, new Map(here.map((each) => [each.form, each])))
    },
    forget: () => void (assignments = null),
  }
}

/**
 * Returns the mentions of an article with their decided entities; the same array if nothing
 * changes.
 */
export function decideMentions(
  mentions: Mention[],
  assignments: ReadonlyMap<string, string | null>,
  exceptions: ReadonlyMap<string, ArticleException>,
): Mention[] {
  let changed = false
  const decided = mentions.map((mention) => {
    const now = decideOne(mention, assignments, exceptions)
    changed ||= now !== mention
    return now
  })
  return changed ? decided : mentions
}

/** Key of an assignment for one spelling of a form. */
export const spellingOf = (form: string, surface: string): string => `${form}\n${surface}`

/** The form of an assignment's key. */
export const formOf = (assigned: string): string => assigned.split('\n', 1)[0]!

function decideOne(
  mention: Mention,
  assignments: ReadonlyMap<string, string | null>,
  exceptions: ReadonlyMap<string, ArticleException>,
): Mention {
  const { entity: form, kind, surface } = mention
  if (kind === 'place') return mention
  if (form === null) return link(mention, exceptions.get(loneForm(singleSpaced(surface))))
  if (assignments.has(spellingOf(form, singleSpaced(surface)))) return { ...mention, entity: null }
  const exception = exceptions.get(form)
  const entity = exception ? exception.entity : assignments.get(form)
  if (entity === undefined || entity === form) return mention
  return entity === null
    ? { ...mention, entity: null }
    : { ...mention, entity, kind: kindOfId(entity) }
}

function link(mention: Mention, found: ArticleException | undefined): Mention {
  if (!found || found.entity === null || mention.sentence === null) return mention
  const { entity, confidence, why } = found
  return { ...mention, entity, kind: kindOfId(entity), via: 'archive', confidence, why }
}
