import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readReuters, type Story } from './reuters.ts'

/** Where a text stands in a story's body, in UTF-16 units. */
export type Place = [start: number, end: number]

/** A lone word of a story, and the full name in the same story that it stands for; null if it stands for none. */
export interface SurnameLabel {
  id: string
  start: number
  end: number
  full: Place | null
}

export const readSurnameLabels = () => readLabels<SurnameLabel>('surnames.json')

/** The stories by their ids. */
export function storiesById(shared: string): Map<string, Story> {
  return new Map(readReuters(shared).map((story) => [story.id, story]))
}

function readLabels<T>(name: string): T[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'labels', name), 'utf8')) as T[]
}
