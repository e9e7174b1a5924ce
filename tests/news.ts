import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { generateStories } from './generated-stories.ts'
import { sharedData } from './shared-data.ts'

const INVENTED = 15_000

const reuters = sharedData('data/reuters.jsonl.gz')

export const NEWS = reuters ? 'Reuters stories' : 'generated stories'

/** One JSON record each, always in the same order. */
export function newsLines(): string[] {
  if (reuters) return gunzipSync(readFileSync(reuters)).toString().trim().split('\n')
  return generateStories(INVENTED).map(({ article }) => JSON.stringify(article))
}

/** Writes some of the news to a file for indexing; returns its path. */
export function writeNews(path: string, lines: string[]): string {
  writeFileSync(path, lines.join('\n'))
  return path
}
