import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReutersStory } from './reuters.ts'

/** Offsets into a story's body, in UTF-16 units. */
export type Offsets = [start: number, end: number]

/** A single word of a story and the full name in the same story that it refers to, or null. */
export interface SurnameLabel {
  id: string
  start: number
  end: number
  full: Offsets | null
}

/** A sentence of a story with the roles it states. */
export interface RolesLabel {
  id: string
  start: number
  end: number
  roles: RoleLabel[]
}

/** A person's role at an organization or for a country. */
export interface RoleLabel {
  person: Offsets
  of: Offsets
  /** Normalized as in `Role`. */
  title: string
  former?: true
  /** Implied, or only a membership: neither required nor counted as wrong. */
  optional?: true
}

/** A word for a country, its people or its capital, and whether the state or its people acting is meant. */
export interface CountryLabel {
  id: string
  start: number
  end: number
  state: boolean
}

export const readCountryLabels = () => readLabels<CountryLabel>('countries.json')

export const readSurnameLabels = () => readLabels<SurnameLabel>('surnames.json')

export const readRolesLabels = (name = 'roles.json') => readLabels<RolesLabel>(name)

/** The stories by their ids. */
export function storiesById(stories: ReutersStory[]): Map<string, ReutersStory> {
  return new Map(stories.map((story) => [story.id, story]))
}

/** The labels of a file beside this one. */
export function readLabels<T>(name: string): T[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'labels', name), 'utf8')) as T[]
}
