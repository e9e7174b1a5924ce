import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const PROGRAM = join(import.meta.dirname, '../../.venv/bin/python')

/** Whether `scripts/python.sh` was run; tests in Python are skipped without it. */
export const hasPython = existsSync(PROGRAM)

/** What a Python program prints. */
export function runPython(code: string, ...args: string[]): string {
  return execFileSync(PROGRAM, ['-c', code, ...args], { encoding: 'utf8' })
}
