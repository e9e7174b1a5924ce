import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = import.meta.dirname

/** A JSON list from this folder, read once when the extractor loads. */
export function readEntries<T>(file: string): T[] {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as T[]
}

export function readList(file: string): string[] {
  return readEntries<string>(file)
}
