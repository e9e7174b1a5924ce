import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A Reuters story of 1987 with the agency's subject codes. */
export interface ReutersStory {
  id: string
  title: string
  body: string
  dateline: string | null
  publishedAt?: string
  gold: { places: string[]; people: string[]; orgs: string[] }
}

export const reutersPath = (shared: string) => join(shared, 'data/reuters.jsonl.gz')

export function readReuters(shared: string): ReutersStory[] {
  const lines = gunzipSync(readFileSync(reutersPath(shared)))
    .toString('utf8')
    .trimEnd()
    .split('\n')
  return lines.map((line) => JSON.parse(line) as ReutersStory)
}

export const countWords = (text: string) => text.match(/\S+/g)?.length ?? 0
