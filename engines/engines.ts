import { join } from 'node:path'
import { elasticsearch } from './elasticsearch.ts'
import type { Engine } from './engine.ts'
import { neo4j } from './neo4j.ts'

export const ENGINES: readonly Engine[] = [elasticsearch, neo4j]

/** "Elasticsearch 9.4.3" */
export function fullName({ name, version }: Engine): string {
  return `${name} ${version}`
}

/** Where an engine's settings, data and logs lie, given the folder of both. */
export function engineFolder(folder: string, engine: Engine): string {
  return join(folder, engine.id)
}

/** What an engine says while it starts and runs. */
export function logFile(folder: string, engine: Engine): string {
  return join(engineFolder(folder, engine), 'console.log')
}
