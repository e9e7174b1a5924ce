/*
 * node stop-services.ts PID FOLDER: waits for a test run to end, then stops and removes the engines
 * started for it, a pair per folder. A separate process, because a killed run cleans up nothing.
 */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { LAUNCHERS } from '#backends.ts'
import { stopEngines } from '#engines/stop.ts'

const POLL_MS = 500
const [pid, folder] = process.argv.slice(2) as [string, string]

while (isThere(Number(pid))) await wait(POLL_MS)
for (const entry of readdirSync(folder, { withFileTypes: true })) {
  if (entry.isDirectory())
    await stopEngines({ folder: join(folder, entry.name), launchers: LAUNCHERS })
}
rmSync(folder, { recursive: true, force: true })

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
