import { isRunning } from './engine-process.ts'
import { engineFolder } from './folder.ts'
import type { Launcher } from './launcher.ts'

/** The engines of a folder that have no process. */
export function notRunning(folder: string, launchers: readonly Launcher[]): Launcher[] {
  return launchers.filter((launcher) => !isRunning(launcher, engineFolder(folder, launcher)))
}
