import { type Block, blocksIn, isBlock } from './blocks.ts'
import type { Judgements } from './judgements.ts'
import { isParagraphName, proseOf } from './prose.ts'

/** A block with at least this share of its parent's content replaces the parent. */
const TIGHT_SHARE = 0.85
/** An element marked as the article is trusted if it holds this share of the page's prose. */
const BODY_SHARE = 0.3
const ARTICLE_SHARE = 0.5
const STORY_SHARE = 0.25
const STORY_CLASS =
  /(?:article|story|entry|post|news|art)[-_]{0,2}(?:body|content|text)(?![a-z])|body-?text/i
const MIN_BELIEVED = 140
/** Requirements for a sibling block to continue the story. */
const MIN_PARAGRAPH = 60
const MIN_SECTION = 100
const PROSE_SHARE = 0.6
const MAX_LINKED_SHARE = 0.1

/** Finds the block that holds the story, as tightly as possible. */
export function findMain(judgements: Judgements): Block {
  const named = findNamed(judgements)
  if (named && isArticleBody(named)) return named
  let main = named ?? judgements.root
  for (;;) {
    const next = tightChild(main, judgements)
    if (!next) return widen(main, judgements)
    main = next
  }
}

function tightChild(block: Block, judgements: Judgements): Block | null {
  const { balance } = judgements.of(block)
  if (balance <= 0) return null
  const isTight = (child: Block) =>
    judgements.of(child).balance >= balance * TIGHT_SHARE &&
    !judgements.isDropped(child) &&
    !isParagraphName(child.element.name)
  return block.children.filter(isBlock).find(isTight) ?? null
}

/** The element marked as the article, if it can be trusted. */
function findNamed(judgements: Judgements): Block | null {
  const all = judgements.of(judgements.root).prose
  let best: Block | null = null
  for (const block of blocksIn(judgements.root)) {
    const share = shareToBelieve(block)
    if (share === null || judgements.isDropped(block)) continue
    const { prose } = judgements.of(block)
    const isBetter = best === null || prose > judgements.of(best).prose
    if (isBetter && prose >= Math.max(MIN_BELIEVED, all * share)) best = block
  }
  return best
}

function shareToBelieve(block: Block): number | null {
  const { name, attributes } = block.element
  if (isArticleBody(block)) return BODY_SHARE
  if (STORY_CLASS.test(`${attributes.class ?? ''} ${attributes.id ?? ''}`)) return STORY_SHARE
  return name === 'article' ? ARTICLE_SHARE : null
}

const isArticleBody = ({ element }: Block) =>
  /\barticleBody\b/.test(element.attributes.itemprop ?? '')

/** Widens the block if the story continues in sibling paragraphs or similar blocks. */
function widen(main: Block, judgements: Judgements): Block {
  let found = main
  for (let block = main; block.parent; block = block.parent) {
    const goesOn = block.parent.children.some((other) => {
      if (other === block) return false
      return isBlock(other) ? isContinuation(other, block, judgements) : proseOf(other) > 0
    })
    if (goesOn) found = block.parent
  }
  return found
}

function isContinuation(other: Block, block: Block, judgements: Judgements): boolean {
  if (judgements.isDropped(other)) return false
  const { prose, balance, length, linked } = judgements.of(other)
  if (isParagraphName(other.element.name)) return prose > MIN_PARAGRAPH
  // Sibling articles and list items are separate stories.
  const { name } = block.element
  if (name === 'article' || name === 'li' || looksOf(other) !== looksOf(block)) return false
  return (
    prose >= MIN_SECTION && balance >= length * PROSE_SHARE && linked < length * MAX_LINKED_SHARE
  )
}

const looksOf = ({ element: { name, attributes } }: Block) => `${name} ${attributes.class ?? ''}`
