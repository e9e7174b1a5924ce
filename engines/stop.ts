import { existsSync } from 'node:fs'
import type { Engine } from './engine.ts'
import { isRunning, readNote, stopProcess } from './engine-process.ts'
import { ENGINES, engineFolder, fullName } from './engines.ts'
import { lock } from './lock.ts'
import { lastWords } from './ready.ts'
import { type Report, createReport } from './report.ts'

/** Stops what was started in a folder, and nothing else. */
export async function stopEngines({
  folder,
  report = createReport(),
}: {
  folder: string
  report?: Report
}): Promise<void> {
  if (!existsSync(folder)) return report.line('Nothing was started here.')
  const onWait = () => report.line('Waiting for another command that starts or stops them …')
  const unlock = await lock(folder, { onWait })
  try {
    await Promise.all(ENGINES.map((engine) => stopOne(engine, folder, report)))
  } finally {
    unlock()
  }
}

async function stopOne(engine: Engine, folder: string, report: Report): Promise<void> {
  const own = engineFolder(folder, engine)
  const name = fullName(engine)
  if (!readNote(own)) return report.line(`${name} was not running.`)
  const died = !isRunning(engine, own)
  if (!died) report.line(`Stopping ${name} …`)
  await stopProcess(engine, own)
  report.line(
    died ? `${name} had ended by itself; ${lastWords(folder, engine)}` : `${name} has stopped.`,
  )
}
