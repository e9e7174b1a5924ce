import { expect, it } from 'vitest'
import type { Vocabulary } from './vocabulary.ts'
import { createWordPieces } from './word-pieces.ts'

const PIECES = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'La', '##v', '##vro', 'O', "'", 'Br', '##ien']
const CASED: Vocabulary = {
  pieces: new Map([...PIECES, 'sahin', '東', '京', 'coop'].map((piece, id) => [piece, id])),
  prefix: '##',
  lowerCase: false,
  stripAccents: false,
  longestWord: 20,
  unknown: 1,
  start: 2,
  end: 3,
  pad: 0,
}

function pieces(word: string, options: Partial<Vocabulary> = {}): string[] {
  const names = [...CASED.pieces.keys()]
  return createWordPieces({ ...CASED, ...options })(word).map((id) => names[id]!)
}

it('cuts a word into the longest pieces that are known', () => {
  expect(pieces('Lavrov')).toEqual(['La', '##vro', '##v'])
})

it('does not know a word that is not all of known pieces', () => {
  expect(pieces('Lavrova')).toEqual(['[UNK]'])
  expect(pieces('La'.repeat(11))).toEqual(['[UNK]'])
})

it('lets signs and ideographs stand alone', () => {
  expect(pieces("O'Brien")).toEqual(['O', "'", 'Br', '##ien'])
  expect(pieces('東京')).toEqual(['東', '京'])
})

it('folds what the model wants folded, and does not see what nobody sees', () => {
  expect(pieces('Şahin', { lowerCase: true, stripAccents: true })).toEqual(['sahin'])
  expect(pieces('Şahin')).toEqual(['[UNK]'])
  expect(pieces('co\u00ADop')).toEqual(['coop'])
})

it('gives every word a piece', () => {
  expect(pieces('')).toEqual(['[UNK]'])
  expect(pieces('\uD800')).toEqual(['[UNK]'])
})
