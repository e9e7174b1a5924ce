import type { estypes } from '@elastic/elasticsearch'
import { foldings } from '#core/text.ts'

/*
 * Implements the words of `core/text.ts` as an analyzer: characters are folded by our own table, a
 * word is a run of letters, digits and marks, and there are no stop words.
 */

/** Letters of Unicode 17, which Node 24 knows and Java 25 does not; a test tries every character. */
const NEWER_LETTERS = [
  '88f c5c cdc 1acf-1add 1ae0-1aeb a7ce-a7cf a7d2 a7d4 a7f1 10940-10959 10ec5-10ec7',
  '10efa-10efb 11b60-11b67 11db0-11ddb 11de0-11de9 16ea0-16eb8 16ebb-16ed3 16ff2-16ff6',
  '187f8-187ff 18d09-18d1e 18d80-18df2 1e6c0-1e6de 1e6e0-1e6f5 1e6fe-1e6ff 2b73a-2b73f',
  '2cea2-2cead 323b0-33479',
].flatMap((line) => line.split(' '))

/** Lucene limits terms to 32,766 bytes; a UTF-16 unit takes at most three. */
const MAX_TERM_UNITS = Math.floor(32_766 / 3)

export const ANALYSIS = {
  char_filter: {
    dateline_fold: {
      type: 'mapping',
      mappings: Array.from(foldings(), ([from, to]) => `${escaped(from)} => ${escaped(to)}`),
    },
  },
  tokenizer: {
    dateline_words: {
      type: 'pattern',
      pattern: `[^\\p{L}\\p{N}\\p{M}${NEWER_LETTERS.map(toRange).join('')}]+`,
    },
  },
  filter: {
    // Longer terms would make Elasticsearch refuse the article.
    dateline_length: { type: 'truncate', length: MAX_TERM_UNITS },
  },
  analyzer: {
    /** Words as written. */
    dateline_written: {
      type: 'custom',
      char_filter: ['dateline_fold'],
      tokenizer: 'dateline_words',
      filter: ['dateline_length'],
    },
    /** Stems, as made by `core/text/stem.ts`. */
    dateline_stem: {
      type: 'custom',
      char_filter: ['dateline_fold'],
      tokenizer: 'dateline_words',
      filter: ['dateline_length', 'porter_stem'],
    },
  },
} satisfies estypes.IndicesIndexSettingsAnalysis

/** `=`, `>` and spaces are special in mappings. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function toRange(points: string): string {
  return points
    .split('-')
    .map((point) => `\\x{${point}}`)
    .join('-')
}
