import { type Block, isBlock } from './blocks.ts'
import { penaltyOf, proseOf } from './prose.ts'

/** Statistics of a block, without dropped blocks inside it. */
export interface Judgement {
  /** Number of characters of all text. */
  length: number
  /** Number of characters in links. */
  linked: number
  /** Number of characters of running text. */
  prose: number
  /** Running text minus penalties for labels and links next to it. */
  balance: number
}

/** A menu causes no penalty: it will be left out anyway. */
const LINK_LIST_SHARE = 0.5
const LINK_LIST_LENGTH = 20

/** Statistics of all blocks of a page, updated as blocks are dropped. */
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

  /** How certainly a dropped block is not part of the story; 0 if it was not dropped. */
  dropFactor(block: Block): number {
    return this.#dropped.get(block) ?? 0
  }

  /** True if the block or an ancestor was dropped. */
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
