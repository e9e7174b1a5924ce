import { accessSync, constants } from 'node:fs'
import { UserError } from '#core/errors.ts'
import type { EngineSettings } from '#config.ts'
import type { EngineAddress } from '#stores/shared/engine-address.ts'

/** What an engine's URL looks like, and the name of its flag. */
export interface EngineKind {
  name: string
  flag: string
  protocols: string[]
  example: string
}

export const ELASTICSEARCH: EngineKind = {
  name: 'Elasticsearch',
  flag: '--elasticsearch',
  protocols: ['http:', 'https:'],
  example: 'http://127.0.0.1:9200',
}

export const NEO4J: EngineKind = {
  name: 'Neo4j',
  flag: '--neo4j',
  protocols: ['bolt:', 'bolt+s:', 'bolt+ssc:', 'neo4j:', 'neo4j+s:', 'neo4j+ssc:'],
  example: 'bolt://127.0.0.1:7687',
}

/** Takes user and password out of the URL, where they win over those named beside it. Throws UserError. */
export function toAddress(
  kind: EngineKind,
  url: string,
  { user, password, apiKey, caFile, prefix }: Omit<EngineSettings, 'url'>,
): EngineAddress {
  const parsed = URL.parse(url)
  if (!parsed?.host || !kind.protocols.includes(parsed.protocol)) {
    throw new UserError(`the URL of ${kind.name} cannot be used; write one like ${kind.example}`)
  }
  const own = parsed.username !== '' || parsed.password !== ''
  if (caFile !== undefined) checkReadable(kind, caFile)
  return {
    url: `${parsed.protocol}//${parsed.host}${parsed.pathname.replace(/\/+$/, '')}`,
    user: own ? decoded(kind, parsed.username) : user,
    password: own ? decoded(kind, parsed.password) : password,
    apiKey: own ? undefined : apiKey,
    caFile,
    prefix,
  }
}

function decoded({ name }: EngineKind, text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new UserError(
      `user and password in the URL of ${name} cannot be read; write % as %25, or name them in the environment`,
    )
  }
}

function checkReadable({ name }: EngineKind, path: string): void {
  try {
    accessSync(path, constants.R_OK)
  } catch {
    throw new UserError(
      `the certificate ${path}, which is to vouch for ${name}, cannot be read; check DATELINE_${name.toUpperCase()}_CA_FILE`,
    )
  }
}
