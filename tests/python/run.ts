import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const PROGRAM = join(import.meta.dirname, '../../.venv/bin/python')

/** Whether `scripts/python.sh` was run; tests in Python are skipped without it. */
export const hasPython = existsSync(PROGRAM)

/** What a program of this folder prints; its first argument is the folder. */
export function runPythonFile(name: string, ...args: string[]): string {
  const file = join(import.meta.dirname, name)
  return execFileSync(PROGRAM, [file, import.meta.dirname, ...args], { encoding: 'utf8' })
}
