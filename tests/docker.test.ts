import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ELASTICSEARCH_SETTINGS, elasticsearch } from '#engines/elasticsearch.ts'
import { NEO4J_SETTINGS, neo4j } from '#engines/neo4j.ts'

const HOME = join(import.meta.dirname, '..')

interface Container {
  image?: string
  build?: string
  user?: string
  read_only?: boolean
  environment: Record<string, string>
  ports: string[]
  volumes: string[]
  mem_limit: string
  cap_drop: string[]
  security_opt: string[]
  healthcheck: { test: string[] }
  depends_on: Record<string, { condition: string }>
}

const compose = parse(read('docker-compose.yml')) as {
  services: Record<'elasticsearch' | 'neo4j' | 'dateline', Container>
  volumes: Record<string, null>
}
const { services } = compose
const containers = Object.entries(services)

describe('docker-compose.yml', () => {
  it('runs the same engine versions as the launcher', () => {
    expect(services.elasticsearch.image).toBe(`elasticsearch:${elasticsearch.version}`)
    expect(services.neo4j.image).toBe(`neo4j:${neo4j.version}`)
  })

  it('uses the same settings as the launcher', () => {
    expect(services.elasticsearch.environment).toMatchObject(ELASTICSEARCH_SETTINGS)
    expect(services.neo4j.environment).toMatchObject(
      Object.fromEntries(
        Object.entries(NEO4J_SETTINGS).map(([name, value]) => [toVariable(name), value]),
      ),
    )
  })

  it('contains no password and no key', () => {
    const { elasticsearch, neo4j, dateline } = services
    expect(elasticsearch.environment['ELASTIC_PASSWORD']).toMatch(
      /^\$\{ELASTIC_PASSWORD:\?[^}]+\}$/,
    )
    expect(neo4j.environment['NEO4J_AUTH']).toMatch(/^neo4j\/\$\{NEO4J_PASSWORD:\?[^}]+\}$/)
    expect(dateline.environment['DATELINE_API_KEY']).toMatch(/^\$\{DATELINE_API_KEY:\?[^}]+\}$/)
    expect(dateline.environment['DATELINE_ELASTICSEARCH_PASSWORD']).toMatch(
      /^\$\{ELASTIC_PASSWORD:\?/,
    )
    expect(dateline.environment['DATELINE_NEO4J_PASSWORD']).toMatch(/^\$\{NEO4J_PASSWORD:\?/)
  })

  it('connects Dateline to both engines and waits for them', () => {
    expect(services.dateline.environment).toMatchObject({
      DATELINE_ELASTICSEARCH_URL: 'http://elasticsearch:9200',
      DATELINE_ELASTICSEARCH_USER: 'elastic',
      DATELINE_NEO4J_URL: 'bolt://neo4j:7687',
      DATELINE_NEO4J_USER: 'neo4j',
    })
    expect(services.dateline.depends_on).toEqual({
      elasticsearch: { condition: 'service_healthy' },
      neo4j: { condition: 'service_healthy' },
    })
  })

  it.each(containers)('publishes ports of %s only on this machine', (_, { ports }) => {
    expect(ports.length).toBeGreaterThan(0)
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/)
  })

  it.each(containers)('limits the memory of %s and drops its privileges', (_, container) => {
    expect(container.mem_limit).toMatch(/^\d+[mg]$/)
    expect(container.cap_drop).toEqual(['ALL'])
    expect(container.security_opt).toEqual(['no-new-privileges:true'])
  })

  it.each(containers)('checks the health of %s', (_, { healthcheck }) => {
    expect(healthcheck.test[0]).toMatch(/^CMD/)
    expect(healthcheck.test.at(-1)).toMatch(/_cluster\/health|RETURN 1|\/livez/)
  })

  it.each(containers)('keeps the data of %s in a volume', (_, { volumes }) => {
    const [name] = volumes[0]!.split(':')
    expect(compose.volumes).toHaveProperty(name!)
  })

  it('runs nothing as root, and Dateline with a read-only root file system', () => {
    expect(services.elasticsearch.user).toMatch(/^[1-9]\d*:/)
    expect(services.neo4j.user).toMatch(/^[1-9]\d*:/)
    expect(services.dateline.read_only).toBe(true)
    expect(instructions('USER')).toEqual(['node'])
  })
})

describe('Dockerfile', () => {
  it('installs from the lock file, and nothing else', () => {
    const installs = instructions('RUN').filter((command) =>
      /npm (ci|i|install|add)\b/.test(command),
    )

    expect(installs).toHaveLength(2)
    for (const command of installs) expect(command).toMatch(/^npm ci /)
    expect(read('Dockerfile')).not.toMatch(/apt-get|curl|wget|^ADD /m)
  })

  it('starts from the Node version in package.json', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: { node: string } }
    const images = instructions('FROM').map((from) => from.split(' ')[0])

    expect(images).toEqual(Array(2).fill(`node:${dependencies.node}-bookworm-slim`))
  })

  it('leaves out everything but the program', () => {
    const left = read('.dockerignore').split('\n')

    expect(left).toEqual(
      expect.arrayContaining(['.git', '.engines', '.env', 'node_modules', 'data']),
    )
  })
})

/** The environment variable that Neo4j's image uses for a setting. */
function toVariable(setting: string): string {
  return `NEO4J_${setting.replaceAll('_', '__').replaceAll('.', '_')}`
}

function instructions(name: string): string[] {
  const lines = read('Dockerfile').replaceAll('\\\n', ' ').split('\n')
  return lines
    .filter((line) => line.startsWith(`${name} `))
    .map((line) => line.slice(name.length + 1))
}

function read(file: string): string {
  return readFileSync(join(HOME, file), 'utf8')
}
