import { type ArticleTokens, MAX_CONTEXTS } from './article-tokens.ts'
import { pair } from './hash.ts'
import { push, type Rows } from './word-features.ts'
import { IS_CAPITAL, PAD, type WordTable } from './word-table.ts'

/** How many tokens to follow a run of capitalised words in each direction. */
const FARTHEST = 5
const LONGEST_LENGTH = 3

const FIRST = 0
const MIDDLE = 1
const LAST = 2

/** Word id at a token; `PAD` outside the sentence. */
export function idAt(article: ArticleTokens, at: number, from: number, to: number): number {
  return at >= from && at < to ? article.ids[at]! : PAD
}

/** Features beyond two adjacent words: the wider window, the run of capitalised words, the whole article. */
export function addContext(
  words: WordTable,
  article: ArticleTokens,
  sentence: number,
  i: number,
  into: Rows,
): void {
  const from = article.starts[sentence]!
  const to = article.starts[sentence + 1]!
  const id = article.ids[i]!
  addWindow(words, article, i, from, to, into)
  const place = (article.headline[sentence]! << 1) | (i === from ? 1 : 0)
  push(into, 50, pair(place & 1, words.shape[id]!))
  push(into, 51, place)
  if (article.known[i] !== 0) push(into, 70, article.known[i]!)
  if ((words.flags[id]! & IS_CAPITAL) === 0) return
  addRun(words, article, i, from, to, into)
  addArticle(words, article, i, place, into)
}

function addWindow(
  { lower, shape }: WordTable,
  article: ArticleTokens,
  i: number,
  from: number,
  to: number,
  into: Rows,
): void {
  const own = shape[article.ids[i]!]!
  const left = idAt(article, i - 1, from, to)
  const right = idAt(article, i + 1, from, to)
  const left2 = lower[idAt(article, i - 2, from, to)]!
  const right2 = lower[idAt(article, i + 2, from, to)]!
  push(into, 40, left2)
  push(into, 41, right2)
  push(into, 42, pair(left2, lower[left]!))
  push(into, 43, pair(lower[right]!, right2))
  push(into, 44, pair(left2, own))
  push(into, 45, pair(right2, own))
  push(into, 46, pair(pair(shape[left]!, own), shape[right]!))
}

/** Features of the run of capitalised words around a token; its last word is usually the head. */
function addRun(
  { lower, gazetteer, lexicon }: WordTable,
  article: ArticleTokens,
  i: number,
  from: number,
  to: number,
  into: Rows,
): void {
  const start = Math.max(article.runFrom[i]!, i - FARTHEST)
  const end = Math.min(article.runTo[i]!, i + FARTHEST + 1)
  const first = article.ids[start]!
  const last = article.ids[end - 1]!
  const before = lower[idAt(article, start - 1, from, to)]!
  const after = lower[idAt(article, end, from, to)]!
  push(into, 60, (end - start) * 16 + (i - start))
  push(into, 61, lower[last]!)
  push(into, 62, lower[first]!)
  push(into, 63, before)
  push(into, 64, after)
  push(into, 65, pair(before, after))
  push(into, 66, gazetteer[last]!)
  push(into, 67, gazetteer[first]!)
  push(into, 68, (gazetteer[first]! << 8) | gazetteer[last]!)
  const idBefore = idAt(article, start - 1, from, to)
  const idAfter = idAt(article, end, from, to)
  push(into, 69, pair(lower[idAt(article, start - 2, from, to)]!, before))
  push(into, 71, pair(after, lower[idAt(article, end + 1, from, to)]!))
  push(into, 72, (gazetteer[idBefore]! << 8) | lexicon[idBefore]!)
  push(into, 73, (gazetteer[idAfter]! << 8) | lexicon[idAfter]!)
  push(into, 74, lexicon[last]!)
}

/** Features from other occurrences of the word in the article. */
function addArticle(
  words: WordTable,
  article: ArticleTokens,
  i: number,
  place: number,
  into: Rows,
): void {
  const slot = article.slotOf(article.ids[i]!)
  const seen = (article.lowerSeen[slot]! << 2) | article.count[slot]!
  push(into, 80, seen)
  push(into, 81, (seen << 2) | place)
  const introduced = article.introduced[slot]!
  if (introduced !== PAD) {
    push(into, 75, words.lower[introduced]!)
    push(into, 76, words.gazetteer[introduced]!)
  }
  if (article.longest[slot]! >= 0) addLongest(words, article, article.longest[slot]!, into)
  addContexts(words, article, i, slot, into)
}

function addLongest(
  { lower, gazetteer }: WordTable,
  article: ArticleTokens,
  at: number,
  into: Rows,
): void {
  const start = article.runFrom[at]!
  const end = article.runTo[at]!
  const first = article.ids[start]!
  const last = article.ids[end - 1]!
  const place = at === start ? FIRST : at === end - 1 ? LAST : MIDDLE
  push(into, 82, (place << 8) | gazetteer[first]!)
  push(into, 83, (place << 8) | gazetteer[last]!)
  push(into, 84, lower[last]!)
  push(into, 85, pair(place, lower[first]!))
  push(into, 86, (place << 2) | Math.min(end - start, LONGEST_LENGTH))
}

/** The words around other runs that contain this word. */
function addContexts(
  { lower }: WordTable,
  article: ArticleTokens,
  i: number,
  slot: number,
  into: Rows,
): void {
  const own = article.runFrom[i]!
  for (let n = 0; n < article.contextCount[slot]!; n++) {
    const start = article.contexts[slot * MAX_CONTEXTS + n]!
    if (start === own) continue
    const end = article.runTo[start]!
    push(into, 87, lower[article.isFirst(start) ? PAD : article.ids[start - 1]!]!)
    push(into, 88, lower[article.isFirst(end) ? PAD : article.ids[end]!]!)
  }
}
