import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Mention } from '#core/article.ts'
import { extract } from './extract.ts'

interface GoldenCase {
  title?: string
  body: string
  dateline?: string
  /** "surface = entity (via)" in text order; the prefixes "t: " and "d: " mark title and dateline. */
  names: string[]
  /** "person: title @ entity (since/until)" */
  roles?: string[]
}

const cases = JSON.parse(
  readFileSync(new URL('./golden.json', import.meta.url), 'utf8'),
) as GoldenCase[]

function shown({ field, surface, entity, kind, via }: Mention): string {
  const where = field === 'body' ? '' : `${field.charAt(0)}: `
  const how = ['tagger', 'rule', 'gazetteer'].includes(via) ? '' : ` (${via})`
  return `${where}${surface.replace(/\s+/g, ' ')} = ${entity ?? `${kind}?`}${how}`
}

describe('sentences written for the traps of names', () => {
  it.each(cases)(
    '$title $body $dateline',
    ({ title = '', body, dateline = null, names, roles = [] }) => {
      const reading = extract({ title, body, dateline })
      const stated = reading.roles.map(({ person, of, title, former, since, until }) => {
        const { name } = reading.mentions[person]!
        const term = since || until ? ` (${since ?? ''}/${until ?? ''})` : ''
        return `${name}: ${former ? 'former ' : ''}${title} @ ${reading.mentions[of]!.entity}${term}`
      })

      expect(reading.mentions.map(shown)).toEqual(names)
      expect(stated).toEqual(roles)
    },
  )
})
