import { readFileSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { ENTITY_KINDS, type EntityKind } from '#core/article.ts'
import { readCandidates } from '#archive/decisions/candidates.ts'
import { importDecisions } from '#archive/decisions/import-decisions.ts'
import { readLog, toDecision } from '#archive/decisions/log.ts'
import { type Archive, openArchive } from '#archive/open.ts'
import { formatDecision } from '#core/decisions/parse.ts'
import { DecisionConflictError } from '#core/decisions/request.ts'
import type { DecisionOutcome, DecisionRequest, ListedDecision } from '#core/decisions/request.ts'
import { InvalidQueryError, UserError } from '#core/errors.ts'
import { nearest } from '#core/text/nearest-name.ts'
import { openDesk } from '#indexer/decisions/open-desk.ts'
import { projectOnce } from '#indexer/projection/project-once.ts'
import { createFullTextIndex, hasFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import { archivePath, archiveToRead } from '../support/archive-path.ts'
import { BACKEND_HELP, BACKEND_OPTIONS } from '../support/backend-options.ts'
import { command } from '../support/command.ts'
import { resolveBackend } from '../support/resolve-backend.ts'
import { count, counted, plain, print, printError, printJson } from '../support/terminal.ts'

const LISTED = 20

interface Values {
  archive?: string | undefined
  forms?: string | undefined
  articles?: string | undefined
  spelling?: string | undefined
  entity?: string | undefined
  author?: string | undefined
  reason?: string | undefined
  size?: string | undefined
  preview?: boolean | undefined
  json?: boolean | undefined
  [flag: string]: unknown
}

const ACTIONS: Record<string, (values: Values, args: string[]) => number | Promise<number>> = {
  list: listNames,
  merge: (values, [entity, into]) =>
    decide(values, { type: 'merge', entity: need(entity, 'ID'), into: need(into, 'INTO') }),
  split: (values, [entity]) =>
    decide(values, {
      type: 'split',
      entity: need(entity, 'ID'),
      ...(values.forms !== undefined && { forms: listed(values.forms) }),
      ...(values.articles !== undefined && { articles: listed(values.articles) }),
    }),
  rename: (values, [entity, ...name]) =>
    decide(values, {
      type: 'rename',
      entity: need(entity, 'ID'),
      name: need(name.join(' ') || undefined, 'NAME'),
    }),
  kind: (values, [entity, kind]) =>
    decide(values, { type: 'kind', entity: need(entity, 'ID'), kind: toKind(kind) }),
  reject: (values, [entity]) =>
    decide(values, {
      type: 'reject',
      entity: need(entity, 'ID'),
      ...(values.articles !== undefined && { articles: listed(values.articles) }),
      ...(values.spelling !== undefined && { spelling: values.spelling }),
    }),
  candidates: listCandidates,
  confirm: (values, [id]) => decide(values, { type: 'confirm', candidate: need(id, 'CANDIDATE') }),
  dismiss: (values, [id]) => decide(values, { type: 'dismiss', candidate: need(id, 'CANDIDATE') }),
  undo: (values, [id]) => decide(values, { type: 'undo', decision: need(id, 'DECISION') }),
  log: listLog,
  export: exportLog,
  import: importLog,
}

export const names = command({
  help: `
Correct names. Every decision is kept, can be undone, and still applies when articles are read again.

Usage: dateline names ACTION … [options]

  list [WORDS]             list entities with their ids, those in most articles first
  merge ID INTO            merge two entities; INTO gives id and name
  split ID                 split off full names (--forms A,B) or articles (--articles A,B)
  rename ID NAME           set its name
  kind ID KIND             set its kind: person or organization
  reject ID                not a name: anywhere, in --articles A,B, or --spelling TEXT
  candidates               list open questions
  confirm CANDIDATE        yes: they are one, or two people
  dismiss CANDIDATE        no
  log                      list decisions, latest first
  undo DECISION            undo a decision
  export [FILE]            all decisions as JSON Lines, for sharing and review
  import FILE              add those of another archive; contradictions wait

  --preview                show what would change, without changing it
  --author NAME            who decides; default: your user name
  --reason TEXT            why
  --entity ID              only candidates about this entity
  --size N                 how many to list; default ${LISTED}
  --json                   as JSON
  --archive FILE           the archive
${BACKEND_HELP}`,
  options: {
    ...BACKEND_OPTIONS,
    ...{ forms: { type: 'string' }, articles: { type: 'string' }, spelling: { type: 'string' } },
    ...{ entity: { type: 'string' }, author: { type: 'string' }, reason: { type: 'string' } },
    ...{ size: { type: 'string' }, preview: { type: 'boolean' }, json: { type: 'boolean' } },
  },
  async run({ values, positionals: [action, ...args] }) {
    const run = action !== undefined && Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : null
    if (run) return run(values, args)
    const guess = nearest(action ?? '', Object.keys(ACTIONS))
    const advice = guess ? `did you mean ${guess}?` : '`dateline names --help` lists what it does'
    throw new UserError(
      action === undefined
        ? `names needs an action; ${advice}`
        : `there is no ${action}; ${advice}`,
    )
  },
})

function need(given: string | undefined, what: string): string {
  if (given !== undefined && given !== '') return given
  throw new UserError(`${what} is missing; \`dateline names --help\` shows how it is written`)
}

const listed = (written: string) => written.split(',').map((each) => each.trim())

function toKind(written: string | undefined): EntityKind {
  const kind = ENTITY_KINDS.find((each) => each === written)
  if (kind) return kind
  throw new UserError(`KIND is one of ${ENTITY_KINDS.join(', ')}`)
}

function toSize({ size }: Values): number {
  const value = Number(size ?? LISTED)
  if (Number.isInteger(value) && value >= 1 && value <= 100_000) return value
  throw new UserError(`--size cannot be ${size}; write a number from 1 to 100000`)
}

async function decide(values: Values, request: DecisionRequest): Promise<number> {
  const backend = resolveBackend(values)
  openArchive(backend.archive, { write: false }).close()
  const engines = backend.type === 'engines' ? backend.engines : null
  const desk = openDesk({ archive: backend.archive, engines })
  try {
    const outcome = values.preview
      ? { ...(await desk.preview(request)), queued: false }
      : await desk.decide(request, {
          author: values.author ?? userInfo().username,
          reason: values.reason ?? '',
        })
    if (values.json) printJson(outcome)
    else printOutcome(outcome, outcome.queued)
    return 0
  } catch (error) {
    const isRefused = error instanceof InvalidQueryError || error instanceof DecisionConflictError
    throw isRefused ? new UserError(error.message, { cause: error }) : error
  } finally {
    await desk.close()
  }
}

function printOutcome({ decision, ties, ...outcome }: DecisionOutcome, queued: boolean): void {
  const { articles, sentences, entities, warnings } = outcome
  const verb = decision === null ? 'This would change' : queued ? 'This will change' : 'Changed'
  print(
    `${verb} ${counted(sentences, 'sentence')} in ${counted(articles, 'article')}; ties: ` +
      `${count(ties.appear)} appear, ${count(ties.disappear)} disappear, ${count(ties.change)} change.`,
  )
  for (const { a, b, before, after } of ties.examples) {
    print(`  ${plain(a.name)} – ${plain(b.name)}: ${count(before)} → ${count(after)}`)
  }
  for (const { message } of warnings) printError(message)
  if (entities.length > 0) print(`Now: ${entities.join(', ')}`)
  if (queued) print('It waits for the process that writes the archive, and is applied then.')
  if (decision) print(`Take it back with \`dateline names undo ${decision.id}\`.`)
}

function listNames(values: Values, words: string[]): number {
  const like = `%${words.join(' ').replace(/[\\%_]/g, '\\$&')}%`
  const rows = reading(values, ({ db }) =>
    db
      .prepare(
        `select id, kind, name, articles from entity where name like ? escape '\\' or id like ? escape '\\'
         or exists (select 1 from alias where alias.entity = entity.row and alias.name like ? escape '\\')
         order by articles desc, id limit ?`,
      )
      .all(like, like, like, toSize(values)),
  ) as { id: string; kind: string; name: string; articles: number }[]
  for (const row of rows) {
    if (values.json) printJson(row)
    else print(`${count(row.articles).padStart(7)}  ${row.id}  ${plain(row.name)}`)
  }
  if (rows.length === 0 && !values.json) print('No name is written so.')
  return 0
}

function listCandidates(values: Values): number {
  const found = reading(values, ({ db }) => readCandidates(db, values.entity))
  for (const item of found.slice(0, toSize(values))) {
    if (values.json) printJson(item)
    else {
      print(`${item.id}  (${counted(item.articles, 'article')})`)
      print(
        `  ${item.question === 'same' ? 'one?' : 'two people?'} ${plain(item.reasons.join('; '))}`,
      )
    }
  }
  if (!values.json) print(`${counted(found.length, 'candidate')} in all.`)
  return 0
}

function listLog(values: Values): number {
  const log = reading(values, ({ db }) => readLog(db)).reverse()
  for (const decision of log.slice(0, toSize(values))) {
    if (values.json) printJson(decision)
    else print(toLine(decision))
  }
  if (log.length === 0 && !values.json) print('Nothing was decided yet.')
  return 0
}

function toLine({ id, at, author, reason, action, state, why }: ListedDecision): string {
  const said = [author, reason].filter(Boolean).map(plain).join(': ')
  const what = state === 'active' ? '' : ` [${state}${why === null ? '' : `: ${why}`}]`
  return `${at.slice(0, 16).replace('T', ' ')}  ${id}  ${plain(describe(action))}${what}${said && `  (${said})`}`
}

function describe(action: ListedDecision['action']): string {
  switch (action.type) {
    case 'merge':
      return `merge ${action.entity.name} into ${action.into.name}`
    case 'split':
      return `split ${action.forms ? action.forms.map(({ name }) => name).join(', ') : counted(action.articles!.length, 'article')} off ${action.entity.name}`
    case 'rename':
      return `rename ${action.entity.name} to ${action.name}`
    case 'kind':
      return `${action.entity.name} is of kind ${action.kind}`
    case 'reject':
      return `reject ${action.spelling ?? action.entity.name}${action.articles ? ` in ${counted(action.articles.length, 'article')}` : ''}`
    case 'undo':
      return `undo ${action.decision}`
    default:
      return `${action.type} ${action.question}: ${action.entities.map(({ name }) => name).join(', ')}`
  }
}

function exportLog(values: Values, [file]: string[]): number {
  const lines = reading(values, ({ db }) => readLog(db)).map((each) =>
    formatDecision(toDecision(each)),
  )
  if (file === undefined || file === '-') for (const line of lines) print(line)
  else {
    writeFileSync(file, lines.map((line) => `${line}\n`).join(''))
    printError(`${counted(lines.length, 'decision')} written to ${file}.`)
  }
  return 0
}

async function importLog(values: Values, [file]: string[]): Promise<number> {
  const lines = readLines(need(file, 'FILE'))
  const backend = resolveBackend(values)
  const archive = openArchive(archivePath(values.archive), { write: true })
  try {
    if (hasFullTextIndex(archive.db)) archive.follow(createFullTextIndex(archive.db))
    const { added, known, broken, idle } = importDecisions(archive, lines)
    if (backend.type === 'engines') await projectOnce(archive.path, backend.engines)
    for (const { line, why } of broken)
      printError(`line ${count(line)} was left out: ${plain(why)}`)
    for (const { id, why } of idle) printError(`${id} waits: ${plain(why)}`)
    if (values.json) printJson({ added, known, broken, idle })
    else {
      print(
        `${counted(added, 'decision')} added, ${count(known)} here already, ${count(idle.length)} of them idle, ${count(broken.length)} left out.`,
      )
    }
    return broken.length === 0 ? 0 : 1
  } finally {
    archive.close()
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').split('\n')
  } catch (cause) {
    throw new UserError(`${file} cannot be read; check the path`, { cause })
  }
}

function reading<T>(values: Values, read: (archive: Archive) => T): T {
  const archive = openArchive(archiveToRead(values.archive), { write: false })
  try {
    return read(archive)
  } finally {
    archive.close()
  }
}
