import { fold } from '#core/text.ts'

/** "The grid!" becomes "the-grid"; a different id if that is taken. */
export function idFor(title: string, taken: readonly string[]): string {
  const plain = fold(title).replace(/[^a-z0-9]+/g, '-')
  const base = plain.replace(/^-+|-+$/g, '').slice(0, 60) || 'collection'
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`
    if (!taken.includes(id)) return id
  }
}

export const timestamp = () => new Date().toISOString()
