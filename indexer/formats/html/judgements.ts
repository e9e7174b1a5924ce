import { type Block, isBlock } from './blocks.ts'
import { penaltyOf, proseOf } from './prose.ts'

/** What is known of a block, without what was dropped inside it. */
export interface Judgement {
  /** Characters of all text. */
  length: number
  /** Characters in links. */
  linked: number
  /** Characters of running text. */
  prose: number
  /** The same, less what labels and links beside it take off. */
  balance: number
}

/** A menu takes nothing off the text beside it: it will be left out. */
const LINK_LIST_SHARE = 0.5
const LINK_LIST_LENGTH = 20

/** The judgements of all blocks of a page, kept up as blocks are dropped. */
export class Judgements {
  readonly root: Block
  readonly #dropped = new Map<Block, number>()
  readonly #judgements = new Map<Block, Judgement>()

  constructor(root: Block) {
    this.root = root
    this.#judge(root)
  }

  of(block: Block): Judgement {
    return this.#judgements.get(block)!
  }

  /** How sure it is that a dropped block is not part of the story; 0 where it was not dropped. */
  dropFactor(block: Block): number {
    return this.#dropped.get(block) ?? 0
  }

  /** True where the block or one around it was dropped. */
  isDropped(block: Block): boolean {
    for (let above: Block | null = block; above; above = above.parent) {
      if (this.#dropped.has(above)) return true
    }
    return false
  }

  drop(block: Block, factor: number): void {
    this.#dropped.set(block, factor)
    const { prose, balance, length, linked } = this.of(block)
    for (let above = block.parent; above; above = above.parent) {
      const judgement = this.of(above)
      judgement.prose -= prose
      judgement.length -= length
      judgement.linked -= linked
      judgement.balance -= Math.max(0, balance)
    }
  }

  isLinkList(block: Block): boolean {
    const { length, linked, prose } = this.of(block)
    return linked > length * LINK_LIST_SHARE && linked > LINK_LIST_LENGTH && prose < linked / 2
  }

  #judge(block: Block): Judgement {
    const judgement = { prose: 0, balance: 0, length: block.length, linked: block.linked }
    for (const child of block.children) {
      if (isBlock(child)) {
        const { prose, balance } = this.#judge(child)
        judgement.prose += prose
        judgement.balance += Math.max(0, balance)
      } else {
        const prose = proseOf(child)
        judgement.prose += prose
        judgement.balance += prose > 0 ? prose : -penaltyOf(child)
      }
    }
    this.#judgements.set(block, judgement)
    return judgement
  }
}
