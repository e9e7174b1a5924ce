import { readConfig } from '#config.ts'
import { UserError } from '#core/errors.ts'
import type { EngineAddress, Engines } from '#stores/shared/engine-address.ts'
import { type Connection, readConnection } from '#engines/connection.ts'
import { enginesFolder } from '#engines/folder.ts'
import { notRunning } from '#engines/running.ts'
import { archivePath } from './archive-path.ts'
import { ELASTICSEARCH, type EngineKind, NEO4J, toAddress } from './engine-url.ts'

/** Where a command works: on the archive's own file, or on the two engines that are filled from it. */
export type Where = { type: 'embedded'; archive: string } | OnEngines
type OnEngines = { type: 'engines'; archive: string } & Engines

/** The options of every command that can work on engines. */
export const WHERE_OPTIONS = {
  archive: { type: 'string' },
  elasticsearch: { type: 'string' },
  neo4j: { type: 'string' },
  embedded: { type: 'boolean' },
} as const

/** The lines of help for what names engines. */
export const ENGINES_HELP = `
  --elasticsearch URL  the engines to use instead of those that \`dateline engines start\` started
  --neo4j URL          or that the environment names; both, with user and password in them`.slice(1)

/** The lines of help for `WHERE_OPTIONS`, but for the archive. */
export const WHERE_HELP = `${ENGINES_HELP}
  --embedded           work on the archive's own file, whatever engines there are`

export interface WhereValues {
  archive?: string | undefined
  elasticsearch?: string | undefined
  neo4j?: string | undefined
  embedded?: boolean | undefined
}

/**
 * A flag wins over the environment, that over what `engines start` remembered. Throws UserError where only one engine is
 * named, or where the remembered ones do not run.
 */
export function where(values: WhereValues, env?: NodeJS.ProcessEnv): Where {
  const archive = archivePath(values.archive)
  const named = [values.elasticsearch, values.neo4j].filter((url) => url !== undefined)
  if (values.embedded) {
    if (named.length === 0) return { type: 'embedded', archive }
    throw new UserError('--embedded goes without --elasticsearch and --neo4j; leave out either')
  }
  const config = readConfig(env)
  const urls = {
    elasticsearch: values.elasticsearch ?? config.elasticsearch.url,
    neo4j: values.neo4j ?? config.neo4j.url,
  }
  const folder = enginesFolder(env)
  if (urls.elasticsearch === undefined && urls.neo4j === undefined) {
    const remembered = readConnection(folder)
    if (!remembered) return { type: 'embedded', archive }
    checkRunning(folder)
    const { prefix } = config.elasticsearch
    const elasticsearch = { ...remembered.elasticsearch, prefix }
    return { type: 'engines', archive, elasticsearch, neo4j: remembered.neo4j }
  }
  const { elasticsearch, neo4j } = bothOf(urls)
  return {
    type: 'engines',
    archive,
    elasticsearch: addressOf(ELASTICSEARCH, elasticsearch, config.elasticsearch, folder),
    neo4j: addressOf(NEO4J, neo4j, config.neo4j, folder),
  }
}

function bothOf({ elasticsearch, neo4j }: Record<'elasticsearch' | 'neo4j', string | undefined>) {
  if (elasticsearch !== undefined && neo4j !== undefined) return { elasticsearch, neo4j }
  const [named, missing] = neo4j === undefined ? [ELASTICSEARCH, NEO4J] : [NEO4J, ELASTICSEARCH]
  throw new UserError(
    `${named.name} is named and ${missing.name} is not; name it too with ${missing.flag} or DATELINE_${missing.name.toUpperCase()}_URL, or use neither with --embedded`,
  )
}

/** For what cannot be done without them. Throws UserError where there are none. */
export function whereEngines(name: string, values: WhereValues): OnEngines {
  const place = where(values)
  if (place.type === 'engines') return place
  throw new UserError(
    `${name} needs Elasticsearch and Neo4j; start them with \`dateline engines start\`, or name them with --elasticsearch and --neo4j`,
  )
}

/** Remembered user and password serve for the engine that they were made for, however it is named. */
function addressOf(
  kind: EngineKind,
  url: string,
  settings: Omit<EngineAddress, 'url'>,
  folder: string,
): EngineAddress {
  const address = toAddress(kind, url, settings)
  if (address.user !== undefined || address.apiKey !== undefined) return address
  const remembered = readConnection(folder)?.[idOf(kind)]
  return remembered?.url === address.url ? { ...address, ...remembered } : address
}

const idOf = ({ name }: EngineKind) => name.toLowerCase() as keyof Connection

function checkRunning(folder: string): void {
  const stopped = notRunning(folder).map(({ name }) => name)
  if (stopped.length === 0) return
  const they = stopped.length > 1 ? `${stopped.join(' and ')} do` : `${stopped[0]} does`
  throw new UserError(
    `${they} not run; start with \`dateline engines start\`, or work on the archive's own file with --embedded`,
  )
}
