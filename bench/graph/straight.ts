import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import neo4j, { type Driver, type Session } from 'neo4j-driver'
import { startServer } from '#api/server.ts'
import type { EngineAddress } from '#stores/shared/engine-address.ts'
import { enginesAt } from '#tests/engines-at.ts'
import { type RawHttp, type RawRequest, openRaw } from '../engines/raw-http.ts'

/** What is sent to an engine for a question: a request to Elasticsearch, or a statement to Neo4j. */
type Sent = RawRequest | Statement

interface Statement {
  cypher: string
  parameters: Record<string, unknown>
}

export interface EnginePair {
  elasticsearch: EngineAddress
  neo4j: EngineAddress
}

/** Sends straight to the engines what Dateline sends for a question. */
export interface Straight {
  /** Answers a question once and records what it sent; paths are below the server's root. */
  record(path: string): Promise<Sent[]>
  /** Sends it again, one after the other. */
  send(sent: Sent[]): Promise<void>
  close(): Promise<void>
}

/** Serves the engines through a proxy that records, with the driver's sessions recorded, too. */
export async function openStraight(engines: EnginePair): Promise<Straight> {
  const sent: Sent[] = []
  const raw = openRaw(engines.elasticsearch)
  const proxy = await openProxy(raw, (request) => sent.push(request))
  const driver = openDriver(engines.neo4j)
  const restore = recordSessions(driver, (statement) => sent.push(statement))
  const elasticsearch = { ...engines.elasticsearch, url: proxy.url }
  const served = { engines: enginesAt({ ...engines, elasticsearch }) }
  const server = await startServer({ served, host: '127.0.0.1', port: 0 })
  return {
    async record(path) {
      // The first answer reads state that later ones remember.
      await fetch(server.url + path)
      sent.length = 0
      await (await fetch(server.url + path)).arrayBuffer()
      return sent.filter(isQuestion)
    },
    async send(all) {
      for (const one of all) await ('cypher' in one ? run(driver, one) : raw.ask(one))
    },
    async close() {
      restore()
      await server.close()
      proxy.close()
      raw.close()
      await driver.close()
    },
  }
}

/** Reading the state of the index, and points in time, are not part of a question. */
const isQuestion = (sent: Sent): boolean =>
  'cypher' in sent || (/_search|_msearch/.test(sent.path) && !/"pit"/.test(String(sent.body)))

async function openProxy(raw: RawHttp, onRequest: (request: RawRequest) => void) {
  const server = createServer((request, response) => {
    void (async () => {
      const asked = { method: request.method!, path: request.url!, body: await buffer(request) }
      onRequest(asked)
      const answer = await raw.ask(asked)
      response.setHeader('content-type', 'application/vnd.elasticsearch+json;compatible-with=9')
      response.setHeader('x-elastic-product', 'Elasticsearch')
      response.end(answer)
    })().catch(() => response.writeHead(404).end('{}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${port}`, close }
}

/** Records the statements of every session of this process, until the returned function is called. */
function recordSessions(driver: Driver, onStatement: (statement: Statement) => void): () => void {
  const session = driver.session()
  const prototype = Object.getPrototypeOf(session) as Session
  void session.close()
  const run = Reflect.get(prototype, 'run') as (this: Session, ...asked: unknown[]) => unknown
  const recording = function (this: Session, ...asked: unknown[]) {
    const [cypher, parameters] = asked as [string, Statement['parameters']]
    onStatement({ cypher, parameters })
    return run.apply(this, asked)
  }
  Object.assign(prototype, { run: recording })
  return () => void Object.assign(prototype, { run })
}

async function run(driver: Driver, { cypher, parameters }: Statement): Promise<void> {
  const session = driver.session({ defaultAccessMode: 'READ' })
  await session.run(cypher, parameters)
  await session.close()
}

function openDriver({ url, user, password }: EngineAddress): Driver {
  const auth = neo4j.auth.basic(user!, password!)
  return neo4j.driver(url, auth, { disableLosslessIntegers: true, telemetryDisabled: true })
}
