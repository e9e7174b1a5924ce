import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Figure, atMost } from './measure.ts'

const BUILT = join(import.meta.dirname, '../web/dist')

/**
 * Measures the JavaScript that the first page loads: the files in index.html and their preloads.
 */
export function measureBundle(): Figure[] {
  const html = readFileSync(join(BUILT, 'index.html'), 'utf8')
  const files = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, file]) => file!)
  const bytes = files
    .map((file) => gzipSync(readFileSync(join(BUILT, file))).length)
    .reduce((a, b) => a + b, 0)
  const kilobytes = bytes / 1000
  return [
    {
      what: 'first-load JavaScript, gzipped',
      value: kilobytes,
      unit: ' KB',
      ...atMost(60, kilobytes),
      how: files.join(', '),
    },
  ]
}
