import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '#core/errors.ts'
import { writeTinyModel } from '#tests/tiny-model.ts'
import { openModel } from './open-model.ts'

const LABELS = ['O', 'B-PER', 'I-PER', 'B-ORG', 'I-ORG', 'B-LOC', 'I-LOC', 'B-MISC', 'I-MISC']
const PIECES = {
  Ada: 'B-PER',
  Roe: 'I-PER',
  La: 'B-PER',
  '##vro': 'O',
  '##v': 'O',
  Acme: 'B-ORG',
  Corp: 'I-ORG',
  Baku: 'B-LOC',
  said: 'O',
  '.': 'O',
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiny-model-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (options = {}) => {
  writeTinyModel(folder, LABELS, PIECES, options)
  return openModel(folder)
}
const names = async (sentences: string[][], options = {}) => {
  const found = await (await open(options)).tag(sentences)
  return found.map(({ sentence, from, to, type }) => {
    return `${type} ${sentences[sentence]!.slice(from, to).join(' ')}`
  })
}

describe('a token classifier', () => {
  it('finds the names of sentences, in order', async () => {
    const sentences = [
      ['Ada', 'Roe', 'of', 'Acme', 'Corp', 'said', 'no', '.'],
      ['Baku', '.'],
      ['Ada', 'Roe', 'Ada', 'Roe'],
    ]

    expect(await names(sentences)).toEqual([
      'PER Ada Roe',
      'ORG Acme Corp',
      'LOC Baku',
      'PER Ada Roe',
      'PER Ada Roe',
    ])
  })

  it('takes the first piece of a word for the whole of it', async () => {
    expect(await names([['Lavrov', 'said']])).toEqual(['PER Lavrov'])
  })

  it('reads a list of pieces where there is no tokenizer.json', async () => {
    expect(await names([['Ada', 'said']], { tokenizer: false })).toEqual(['PER Ada'])
  })

  it('reads a long sentence in parts and loses no name', async () => {
    const words = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? 'Ada' : 'said'))

    expect(await names([words], { places: 20 })).toHaveLength(100)
  })

  it('keeps a name whole where two parts meet', async () => {
    const words = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 'Ada' : 'Roe'))

    expect(new Set(await names([words], { places: 13 }))).toEqual(new Set(['PER Ada Roe']))
  })

  it('is as sure as its scores are', async () => {
    const [name] = await (await open()).tag([['Ada', 'said']])

    expect(name!.confidence).toBeGreaterThan(0.9)
    expect(name!.confidence).toBeLessThanOrEqual(1)
  })

  it('has nothing to say of no words', async () => {
    expect(await names([])).toEqual([])
    expect(await names([[]])).toEqual([])
  })

  it('has a version of its own', async () => {
    const { version } = await open()
    writeTinyModel(folder, LABELS, { ...PIECES, Poe: 'B-PER' })

    expect((await openModel(folder)).version).not.toBe(version)
  })
})

describe('a folder that is no model', () => {
  it.each([
    ['model.onnx', null, /no model\.onnx/],
    ['model.onnx', 'nonsense', /cannot be loaded as a model/],
    ['config.json', '{', /cannot be read as JSON/],
    ['config.json', '{}', /no id2label/],
    ['config.json', '{"id2label":{"0":"NEG","1":"POS"}}', /people and organizations/],
    ['config.json', '{"id2label":{"0":"O","1":"B-PER","2":"B-ORG"}}', /each of the 3 labels/],
    ['tokenizer.json', '{"model":{"type":"BPE"}}', /WordPiece/],
    ['tokenizer.json', '{"model":{"type":"WordPiece","vocab":{}}}', /no piece \[UNK\]/],
    ['tokenizer.json', null, /no tokenizer\.json and no vocab\.txt/],
  ])('says what is wrong with its %s of %j', async (name, content, message) => {
    writeTinyModel(folder, LABELS, PIECES)
    if (content === null) rmSync(join(folder, name))
    else writeFileSync(join(folder, name), content)

    const read = openModel(folder).then((model) => model.tag([['Ada']]))

    await expect(read).rejects.toThrow(message)
    await expect(read).rejects.toThrow(UserError)
  })
})
