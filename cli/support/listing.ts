import type { Article, Mention, Reading, Role, Sentence } from '#core/article.ts'
import { faint, highlighted, plain } from './terminal.ts'

/** Formats an article's reading for a person: each sentence, its names and its roles. */
export function listing(article: Article, reading: Reading): string {
  const { sentences, mentions, roles } = reading
  const inDateline = mentions.filter(({ field }) => field === 'dateline')
  return [
    ...facts(article).map(([name, value]) => faint(`${name.padEnd(10)} ${plain(value)}`)),
    ...inDateline.map(mentionLine),
    ...sentences.flatMap((sentence) => {
      const named = mentions.filter((mention) => mention.sentence === sentence.n)
      const stated = roles.filter((role) => role.sentence === sentence.n)
      return [
        sentenceLine(sentence, article, named),
        ...named.map(mentionLine),
        ...stated.map((role) => roleLine(role, mentions)),
      ]
    }),
    '',
  ].join('\n')
}

function facts(article: Article): [string, string][] {
  const { dateline, place, publishedAt, source, authors, byline, tail } = article
  const known: [string, string | null][] = [
    ['source', source],
    ['date', publishedAt],
    ['dateline', dateline],
    ['place', place],
    ['byline', byline],
    ['authors', authors.join(', ')],
    ['tail', tail && `${tail.slice(0, 100)}${tail.length > 100 ? '…' : ''}`],
  ]
  return known.filter((fact): fact is [string, string] => Boolean(fact[1]))
}

function sentenceLine({ n, field, start, end }: Sentence, article: Article, named: Mention[]) {
  const spans = named.map((mention): [number, number] => [
    mention.start - start,
    mention.end - start,
  ])
  return `\n${String(n).padStart(3)}  ${highlighted(article[field].slice(start, end), spans)}`
}

function mentionLine({ surface, kind, entity, name, via, confidence }: Mention): string {
  const meant = name === surface ? '' : ` (${plain(name)})`
  return `       ${plain(surface)}${meant}: ${kind}, ${entity ?? 'no entity'}, ${via}, ${confidence}`
}

function roleLine({ person, of, ...role }: Role, mentions: Mention[]) {
  const { title, former, since, until, pattern, confidence } = role
  const [who, where] = [mentions[person]!.name, mentions[of]!.name].map(plain)
  const when = former ? 'former ' : ''
  const term = since || until ? ` (${since ?? ''} to ${until ?? ''})` : ''
  return `       ${who}: ${when}${plain(title)} of ${where}${term}, ${pattern}, ${confidence}`
}
