import { accessSync, constants } from 'node:fs'
import { UserError } from '#core/errors.ts'
import type { EngineSettings } from '#config.ts'
import { type Engine, variableOf } from '#stores/backend.ts'
import type { EngineAddress } from '#stores/shared/engine-address.ts'

/**
 * Moves user and password out of the URL; they override those in the settings. Throws UserError.
 */
export function toAddress(engine: Engine, url: string, settings: EngineSettings): EngineAddress {
  const nodes = engine.severalNodes ? url.split(',') : [url]
  const parsed = nodes.map((node) => parseUrl(engine, node.trim()))
  if (settings.caFile !== undefined) checkReadable(engine, settings.caFile)
  return {
    ...settings,
    ...credentialsIn(engine, parsed),
    url: parsed
      .map(({ protocol, host, pathname }) => `${protocol}//${host}${pathname.replace(/\/+$/, '')}`)
      .join(','),
  }
}

function parseUrl({ name, protocols, exampleUrl }: Engine, url: string): URL {
  const parsed = URL.parse(url)
  if (parsed?.host && protocols.includes(parsed.protocol)) return parsed
  throw new UserError(`the URL of ${name} cannot be used; write one like ${exampleUrl}`)
}

/**
 * Credentials of the first URL that has any, because one user serves all nodes; empty if none has.
 */
function credentialsIn(engine: Engine, urls: URL[]): EngineSettings {
  const found = urls.find(({ username, password }) => username !== '' || password !== '')
  if (!found) return {}
  const { username, password } = found
  return {
    user: decoded(engine, username),
    password: decoded(engine, password),
    apiKey: undefined,
  }
}

function decoded({ name }: Engine, text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new UserError(
      `user and password in the URL of ${name} cannot be read; write % as %25, or name them in the environment`,
    )
  }
}

function checkReadable(engine: Engine, path: string): void {
  try {
    accessSync(path, constants.R_OK)
  } catch {
    throw new UserError(
      `the certificate ${path} for ${engine.name} cannot be read; check ${variableOf(engine, 'caFile')}`,
    )
  }
}
