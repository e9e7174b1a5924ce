import type { Engine } from './engine.ts'
import { isRunning } from './engine-process.ts'
import { ENGINES, engineFolder } from './engines.ts'

/** The engines of a folder whose process is not there. */
export function notRunning(folder: string): Engine[] {
  return ENGINES.filter((engine) => !isRunning(engine, engineFolder(folder, engine)))
}
