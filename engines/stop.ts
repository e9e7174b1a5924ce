import { existsSync } from 'node:fs'
import { isRunning, readNote, stopProcess } from './engine-process.ts'
import { engineFolder } from './folder.ts'
import { type Launcher, fullName } from './launcher.ts'
import { lock } from './lock.ts'
import { lastWords } from './ready.ts'
import { type Report, createReport } from './report.ts'

/** Stops the engines that were started in a folder, and nothing else. */
export async function stopEngines({
  folder,
  launchers,
  report = createReport(),
}: {
  folder: string
  launchers: readonly Launcher[]
  report?: Report
}): Promise<void> {
  if (!existsSync(folder)) return report.line('Nothing was started here.')
  const onWait = () => report.line('Waiting for another command that starts or stops them …')
  const unlock = await lock(folder, { onWait })
  try {
    await Promise.all(launchers.map((launcher) => stopOne(launcher, folder, report)))
  } finally {
    unlock()
  }
}

async function stopOne(launcher: Launcher, folder: string, report: Report): Promise<void> {
  const own = engineFolder(folder, launcher)
  const name = fullName(launcher)
  if (!readNote(own)) return report.line(`${name} was not running.`)
  const died = !isRunning(launcher, own)
  if (!died) report.line(`Stopping ${name} …`)
  await stopProcess(launcher, own)
  report.line(
    died ? `${name} had ended by itself; ${lastWords(folder, launcher)}` : `${name} has stopped.`,
  )
}
