import type { Cited } from '#core/export/citation.ts'
import type { Dossier, DossierItem } from '#core/export/dossier.ts'
import type { GraphStore } from '#core/graph.ts'
import type { Collection, CollectionItem } from '#core/notebook.ts'
import { type ArticleView, EVERYTHING, type SearchStore } from '#core/search.ts'

interface DossierStores {
  search: SearchStore
  graph: GraphStore
}

const LEAD = 300
const SENTENCES_OF_TIE = 3

/** A collection with the current content of its items, or a note that they are gone. */
export async function readDossier(
  { title, note, items }: Collection,
  stores: DossierStores,
  signal: AbortSignal,
): Promise<Dossier> {
  const read: DossierItem[] = []
  for (const item of items)
    read.push({ ...(await readItem(item, stores, signal)), note: item.note })
  return { title, note, items: read }
}

type Read = Omit<DossierItem, 'note'>

async function readItem(
  item: CollectionItem,
  stores: DossierStores,
  signal: AbortSignal,
): Promise<Read> {
  switch (item.kind) {
    case 'article':
    case 'sentence': {
      const article = await stores.search.article(item.article, signal)
      if (!article) return gone(item.article)
      const text = item.kind === 'article' ? leadOf(article) : sentenceOf(article, item.sentence)
      return { heading: article.title || item.article, text, cited: [toCited(article)] }
    }
    case 'entity':
      return readEntity(item.entity, stores, signal)
    case 'tie':
      return readTie([item.a, item.b], stores, signal)
    case 'search':
      return { heading: 'A search', text: item.search, cited: [] }
  }
}

const gone = (heading: string): Read => ({ heading, text: null, cited: [] })

/** Former ids are resolved. */
async function entityOf(id: string, { graph }: DossierStores, signal: AbortSignal) {
  const found = await graph.entity(id, signal)
  if (found) return found
  const [moved] = await graph.redirects([id], signal)
  return moved?.to.length === 1 ? graph.entity(moved.to[0]!.id, signal) : null
}

async function readEntity(id: string, stores: DossierStores, signal: AbortSignal): Promise<Read> {
  const entity = await entityOf(id, stores, signal)
  if (!entity) return gone(id)
  const { name, articles, sentences, first, last } = entity
  const period =
    first === null || last === null ? '' : `, from ${first.slice(0, 10)} to ${last.slice(0, 10)}`
  const text = `Named in ${sentences} ${sentences === 1 ? 'sentence' : 'sentences'} of ${articles} ${articles === 1 ? 'article' : 'articles'}${period}.`
  return { heading: name, text, cited: [] }
}

async function readTie(
  [a, b]: [string, string],
  stores: DossierStores,
  signal: AbortSignal,
): Promise<Read> {
  const [one, other] = await Promise.all([entityOf(a, stores, signal), entityOf(b, stores, signal)])
  if (!one || !other) return gone(`${a} and ${b}`)
  const { items, total } = await stores.search.evidence(
    { entities: [one.id, other.id], search: EVERYTHING, sort: 'best', size: SENTENCES_OF_TIE },
    signal,
  )
  const articles = await Promise.all(
    items.map(({ article }) => stores.search.article(article.id, signal)),
  )
  const count = `${total.value} ${total.value === 1 ? 'sentence names' : 'sentences name'} both.`
  return {
    heading: `${one.name} and ${other.name}`,
    text: [count, ...items.map(({ text }) => `“${text}”`)].join(' '),
    cited: articles.filter((article) => article !== null).map(toCited),
  }
}

function sentenceOf({ sentences, ...article }: ArticleView, n: number): string | null {
  const sentence = sentences.find((each) => each.n === n)
  return sentence ? article[sentence.field].slice(sentence.start, sentence.end) : null
}

function leadOf({ body }: ArticleView): string {
  return body.length <= LEAD ? body : `${body.slice(0, LEAD).replace(/\s+\S*$/, '')} …`
}

const toCited = ({ id, title, source, publishedAt, authors, url }: ArticleView): Cited => ({
  id,
  title,
  source,
  publishedAt,
  authors,
  url,
})
