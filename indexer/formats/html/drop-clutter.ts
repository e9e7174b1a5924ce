import { type Block, blocksIn } from './blocks.ts'
import { clutterOf } from './clutter.ts'
import type { Judgements } from './judgements.ts'

interface Suspect {
  block: Block
  factor: number
}

/** With less text left, the rest cannot be the story. */
const MIN_REST = 100
/** Elements with the title are probably the story, so be stricter. */
const TITLED = 0.3
/** If a group is too large to drop, its small members may still be dropped one by one. */
const ALONE = 0.1

/**
 * Drops menus, comments and the like by classes, ids and element names, as long as enough text
 * remains. Elements that share a word are judged together: if most of the text is in sections of
 * one class, that class means nothing. Keeps what is less certain than `leastSure`.
 */
export function dropClutter(
  judgements: Judgements,
  titled: ReadonlySet<Block>,
  leastSure: number,
): void {
  const groups = new Map<string, Suspect[]>()
  for (const block of blocksIn(judgements.root)) {
    const { factor, word } = clutterOf(block.element)
    if (factor === 0 || factor < leastSure) continue
    const group = groups.get(word)
    if (group) group.push({ block, factor })
    else groups.set(word, [{ block, factor }])
  }
  const surestFirst = [...groups.values()].sort((a, b) => b[0]!.factor - a[0]!.factor)
  for (const group of surestFirst) dropGroup(group, judgements, titled)
}

/** Drops menus without running text. */
export function dropMenus(judgements: Judgements): void {
  for (const block of blocksIn(judgements.root)) {
    const { name } = block.element
    const isMenu = name === 'nav' || name === 'menu' || name === 'footer'
    if (isMenu && judgements.of(block).prose === 0 && !judgements.isDropped(block)) {
      judgements.drop(block, 1)
    }
  }
}

function dropGroup(group: Suspect[], judgements: Judgements, titled: ReadonlySet<Block>): void {
  const standing = group.filter(({ block }) => !judgements.isDropped(block))
  const outermost = withoutInner(standing)
  const together = outermost.reduce((sum, { block }) => sum + judgements.of(block).prose, 0)
  const { factor } = group[0]!
  const strictness = outermost.some(({ block }) => titled.has(block)) ? TITLED : 1
  const rest = judgements.of(judgements.root).prose - together
  if (rest >= MIN_REST && together <= rest * factor * strictness) {
    for (const { block } of outermost) judgements.drop(block, factor)
    return
  }
  for (const { block } of standing) {
    if (!judgements.isDropped(block) && isNextToNothing(block, factor, judgements)) {
      judgements.drop(block, factor)
    }
  }
}

function isNextToNothing(block: Block, factor: number, judgements: Judgements): boolean {
  const { prose } = judgements.of(block)
  const rest = judgements.of(judgements.root).prose - prose
  return prose === 0 || prose <= rest * Math.min(factor, 1) * ALONE
}

function withoutInner(suspects: Suspect[]): Suspect[] {
  const all = new Set(suspects.map(({ block }) => block))
  return suspects.filter(({ block }) => {
    for (let above = block.parent; above; above = above.parent) if (all.has(above)) return false
    return true
  })
}
