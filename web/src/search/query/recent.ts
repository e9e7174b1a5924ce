import { readStored, writeStored } from '../../ui/stored.ts'

const MAX_RECENT = 8
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

/** Queries of this browser, latest first. */
export function recentQueries(): string[] {
  return readStored('recent', isTexts) ?? []
}

export function rememberQuery(q: string): void {
  if (q === '') return
  const others = recentQueries().filter((other) => other !== q)
  writeStored('recent', [q, ...others].slice(0, MAX_RECENT))
}

export function forgetQueries(): void {
  writeStored('recent', [])
}
