import { UserError } from '#core/errors.ts'
import type { GraphStore } from '#core/graph.ts'
import { parseQuery } from '#core/query/parse.ts'
import type { Fragment, Hit } from '#core/search.ts'
import { command } from '../support/command.ts'
import { readQuery } from '../support/query.ts'
import { openSearchStore } from '../support/search-store.ts'
import {
  counted,
  faint,
  highlighted,
  plain,
  print,
  printError,
  printJson,
  printStyled,
} from '../support/terminal.ts'
import { BACKEND_HELP, BACKEND_OPTIONS } from '../support/backend-options.ts'

const SIZE = 10

export const search = command({
  help: `
Search the archive; the best matches first.

Usage: dateline search QUERY [options]

  grain deal           both words, in any form        "grain deal"   this exact phrase
  grain OR wheat       either word                    -wheat         without the word
  port*                words that begin like this     ( )            grouping
  grain NEAR/5 deal    close together                 title:grain    in the title
  source:herald        by author:, place: or lang:    after:2023-06  dated (before:, on:)
  person:"jane roe"    naming her (org:, country:)    same(oil price)  in one sentence

  --no-inferred        without names that an article does not spell out, linked over the archive
  --fold               of copies of one text only the best, and how many stories there are
  --json               the hits as one JSON object, as in the API
  --archive FILE       the archive to search
${BACKEND_HELP}

Put the query in single quotes; put -- before one that begins with a minus.`,
  options: {
    ...BACKEND_OPTIONS,
    json: { type: 'boolean' },
    fold: { type: 'boolean' },
    'no-inferred': { type: 'boolean' },
  },
  async run({ values, positionals }) {
    const written = positionals.join(' ')
    if (!parseQuery(written).query) {
      throw new UserError("search needs words to look for, as in `dateline search 'oil'`")
    }
    const { store, openGraph } = await openSearchStore(values)
    try {
      const { search, warnings } = await readQuery(written, (work) => opened(openGraph, work), {
        fields: {},
        stated: values['no-inferred'],
      })
      const { fold } = values
      const page = await store.articles({ search, sort: 'relevance', size: SIZE, fold })
      page.warnings.unshift(...warnings)
      for (const { message } of page.warnings) printError(plain(message))
      if (values.json) {
        printJson(page)
        return 0
      }
      for (const hit of page.items) printStyled(`${toText(hit)}\n`)
      const atLeast = page.total.relation === 'gte' ? 'at least ' : ''
      const shown =
        page.items.length < (page.total.stories ?? page.total).value
          ? `; the best ${page.items.length} above`
          : ''
      const { stories } = page.total
      const told = stories ? ` in ${counted(stories.value, 'story', 'stories')}` : ''
      print(`${atLeast}${counted(page.total.value, 'article')}${told}${shown}`)
      return 0
    } finally {
      await store.close()
    }
  },
})

/** Opens the graph store only if the query contains names. */
async function opened<T>(
  openGraph: () => Promise<GraphStore>,
  work: (graph: GraphStore) => Promise<T>,
): Promise<T> {
  const graph = await openGraph()
  try {
    return await work(graph)
  } finally {
    await graph.close()
  }
}

function toText({ id, title, publishedAt, source, fragments }: Hit): string {
  const heading = fragments.find(({ field }) => field === 'title') ?? { text: title, spans: [] }
  const facts = [source, publishedAt?.slice(0, 10) ?? 'no date', id].map(plain).join(' · ')
  const lines = fragments.filter(({ field }) => field === 'body').map(toLine)
  return [highlighted(heading.text || '(no title)', heading.spans), faint(facts), ...lines].join(
    '\n',
  )
}

const toLine = ({ text, spans }: Fragment) => `  ${highlighted(text, spans)}`
