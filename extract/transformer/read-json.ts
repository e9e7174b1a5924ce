import { readFileSync } from 'node:fs'
import { UserError } from '#core/errors.ts'

export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new UserError(`${path} cannot be read as JSON`, { cause })
  }
}
