import { isRunning } from './engine-process.ts'
import { engineFolder } from './folder.ts'
import type { Launcher } from './launcher.ts'

/** The launchers of a folder without a running process. */
export function notRunning(folder: string, launchers: readonly Launcher[]): Launcher[] {
  return launchers.filter((launcher) => !isRunning(launcher, engineFolder(folder, launcher)))
}
