import { join } from 'node:path'
import type { Instance, Launcher, Listener, Service } from './launcher.ts'
import { toReason } from './reason.ts'

const PROBE_MS = 5_000
/**
 * A command's arguments, kept in a file because other users of the machine can see command lines.
 */
const SET_PASSWORD = 'conf/set-password'
const OPENED = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent']

/** Shared by the launcher and `docker-compose.yml`: no telemetry, no query log. */
export const NEO4J_SETTINGS = {
  'dbms.usage_report.enabled': 'false',
  'dbms.fleet_manager.enabled': 'false',
  'server.fleet_discovery.enabled': 'false',
  'db.logs.query.enabled': 'OFF',
  'server.memory.pagecache.size': '64m',
}

const HTTP: Listener = {
  option: 'neo4j-http-port',
  owner: 'Neo4j over HTTP',
  help: 'for Cypher over HTTP; default 7474',
  port: 7474,
}

/** The Community Edition: its jars, and the classes that start it. */
export const neo4j: Launcher = {
  id: 'neo4j',
  name: 'Neo4j',
  version: '2026.08.1',
  artifact: {
    kind: 'jars',
    coordinates: 'org.neo4j:neo4j:2026.08.1',
    size: '150 MB',
    digest: '59697f0d0a88b98f5dcef07afe38f68cd740276f89a36856358e4e0d6fb39d60',
  },
  java: { version: 21, modules: [] },
  user: 'neo4j',
  listener: {
    option: 'neo4j-port',
    owner: 'Neo4j',
    help: 'for Bolt; 7687 the first time, then the last one used',
    port: 7687,
  },
  furtherListeners: [HTTP],
  folders: ['conf', 'data', 'logs', 'plugins', 'import', 'run'],
  errorLine: /\d ERROR\s/,

  url: (port) => `bolt://127.0.0.1:${port}`,

  settings: (instance) => ({
    'conf/neo4j.conf': toProperties(instance),
    [SET_PASSWORD]: `dbms\nset-initial-password\n${instance.password}\n`,
  }),

  setPassword: ({ program, folder }) => ({
    args: [
      ...['-Xmx128m', '-cp', classPath(program, folder)],
      ...['org.neo4j.cli.AdminTool', `@${SET_PASSWORD}`],
    ],
    env: { NEO4J_HOME: folder, NEO4J_CONF: join(folder, 'conf') },
    cwd: folder,
  }),

  command: ({ program, folder, heapMb }, mark) => ({
    args: [
      ...[mark, `-Xms${heapMb}m`, `-Xmx${heapMb}m`],
      ...OPENED.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
      ...['--enable-native-access=ALL-UNNAMED', '-cp', classPath(program, folder)],
      'org.neo4j.server.Neo4jCommunity',
      ...[`--home-dir=${folder}`, `--config-dir=${join(folder, 'conf')}`, '--console-mode'],
    ],
    env: {},
    cwd: folder,
  }),

  async obstacle({ url, user, password }: Service) {
    // Loaded late: every command imports the launchers, but few connect.
    const { default: neo4jDriver } = await import('neo4j-driver')
    const driver = neo4jDriver.driver(url, neo4jDriver.auth.basic(user, password), {
      connectionTimeout: PROBE_MS,
      connectionAcquisitionTimeout: PROBE_MS,
      maxTransactionRetryTime: 0,
    })
    try {
      await driver.executeQuery('RETURN 1')
      return null
    } catch (error) {
      return toReason(error)
    } finally {
      await driver.close()
    }
  },
}

function toProperties({ port, ports, heapMb }: Instance): string {
  const httpPort = ports[HTTP.option]
  const settings = {
    ...NEO4J_SETTINGS,
    'dbms.security.auth_enabled': 'true',
    'server.default_listen_address': '127.0.0.1',
    'server.bolt.listen_address': `127.0.0.1:${port}`,
    'server.bolt.advertised_address': `127.0.0.1:${port}`,
    'server.http.enabled': String(httpPort !== undefined),
    ...(httpPort !== undefined && {
      'server.http.listen_address': `127.0.0.1:${httpPort}`,
      'server.http.advertised_address': `127.0.0.1:${httpPort}`,
    }),
    'server.https.enabled': 'false',
    'server.memory.heap.initial_size': `${heapMb}m`,
    'server.memory.heap.max_size': `${heapMb}m`,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  return `${lines.join('\n')}\n`
}

function classPath(program: string, folder: string): string {
  return `${join(folder, 'conf')}:${join(program, '*')}`
}
