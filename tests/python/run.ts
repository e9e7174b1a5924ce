import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const PROGRAMS = join(import.meta.dirname, '../../.venv/bin')
const PROGRAM = join(PROGRAMS, 'python')

/** Whether `scripts/python.sh` was run; tests in Python are skipped without it. */
export const hasPython = existsSync(PROGRAM)

/** Tests the API from its OpenAPI document. */
export const SCHEMATHESIS = {
  program: join(PROGRAMS, 'schemathesis'),
  config: join(import.meta.dirname, 'schemathesis.toml'),
}
export const hasSchemathesis = existsSync(SCHEMATHESIS.program)

/** Runs a program of this folder and returns its output; its first argument is the folder. */
export function runPythonFile(name: string, ...args: string[]): string {
  const file = join(import.meta.dirname, name)
  return execFileSync(PROGRAM, [file, import.meta.dirname, ...args], { encoding: 'utf8' })
}
