import type { TextPiece } from '#core/stories/differences.ts'

/** Words kept on each side of a difference. */
const BESIDE = 8

/** Number of words that only one of the two texts has. */
export const countChanged = (pieces: readonly TextPiece[]): number =>
  pieces.reduce((sum, piece) => sum + (piece.in === 'both' ? 0 : wordsOf(piece).length), 0)

/** Cuts long stretches common to both texts to the words next to a difference. */
export function shortened(pieces: readonly TextPiece[]): TextPiece[] {
  return pieces.map((piece, i) => {
    const words = wordsOf(piece)
    const before = i === 0 ? 0 : BESIDE
    const after = i === pieces.length - 1 ? 0 : BESIDE
    if (piece.in !== 'both' || words.length <= before + after + 1) return piece
    const kept = [...words.slice(0, before), '…', ...words.slice(words.length - after)]
    return { ...piece, text: kept.join(' ') }
  })
}

const wordsOf = ({ text }: TextPiece): string[] => text.split(' ')
