import type { Article } from '#core/article.ts'
import { UserError } from '#core/errors.ts'
import { listInput } from '#indexer/input/list-input.ts'
import { readFile } from '#indexer/read.ts'
import type { ArticleRead, ReadOptions, ReadResult, Rejection } from '#indexer/result.ts'
import { command } from '../support/command.ts'
import { READ_HELP, READ_OPTIONS, readOptions } from '../support/read-options.ts'
import { faint, plain, print, printError, printJson, printStyled } from '../support/terminal.ts'

export const read = command({
  help: `
Show what \`dateline index\` would store, without storing it.

Usage: dateline read PATH… [options]

PATH is a file, a folder (read recursively) or - for standard input.

${READ_HELP}
  --jsonl              one JSON object per article: {"path", "line", "title", "body", "publishedAt",
                       "authors", "source", "place", "language", "url", "tail", "warnings"}, and
                       {"path", "line", "rejected"} for what would be left out`,
  options: { ...READ_OPTIONS, jsonl: { type: 'boolean' } },
  async run({ values, positionals: paths }) {
    if (paths.length === 0) {
      throw new UserError('read needs a file or a folder, as in `dateline read page.html`')
    }
    const show = values.jsonl ? showJson : showText
    let status = 0
    for await (const result of readAll(paths, readOptions(values))) {
      show(result)
      if (result.type === 'rejected') status = 1
    }
    return status
  },
})

async function* readAll(paths: string[], options: ReadOptions): AsyncGenerator<ReadResult> {
  const { files, outlets, rejected } = await listInput(paths)
  yield* rejected
  for (const { path } of files) yield* readFile(path, { ...options, outlets })
}

function showJson(result: ReadResult): void {
  printJson(result.type === 'article' ? articleLine(result) : rejectedLine(result))
}

function articleLine({ origin, article, warnings }: ArticleRead) {
  const { title, body, publishedAt, authors, source, place, language, url, tail } = article
  return {
    ...origin,
    title,
    body,
    publishedAt,
    authors,
    source,
    place,
    language,
    url,
    tail,
    warnings,
  }
}

const rejectedLine = ({ origin, message }: Rejection) => ({ ...origin, rejected: message })

function showText(result: ReadResult): void {
  if (result.type === 'rejected') return printError(`dateline: ${plain(result.message)}`)
  const { origin, article, warnings } = result
  const { path, line } = origin
  printStyled(faint(plain(line === null ? path : `${path}, line ${line}`)))
  for (const [name, value] of facts(article)) print(`${name.padEnd(10)} ${plain(value)}`)
  for (const warning of warnings) print(`${'warning'.padEnd(10)} ${plain(warning)}`)
  print(`\n${article.body.split('\n').map(plain).join('\n')}\n`)
}

function facts(article: Article): [string, string][] {
  const { title, publishedAt, authors, source, place, language, url, tail } = article
  const known: [string, string | null][] = [
    ['title', title],
    ['date', publishedAt],
    ['authors', authors.join(', ')],
    ['source', source],
    ['place', place],
    ['language', language],
    ['address', url],
    ['tail', tail],
  ]
  return known.filter((fact): fact is [string, string] => Boolean(fact[1]))
}
