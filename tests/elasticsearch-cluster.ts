import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { elasticsearch } from '#engines/elasticsearch.ts'
import { liveProcesses, startProcess, stopProcess } from '#engines/engine-process.ts'
import { enginesFolder } from '#engines/folder.ts'
import { setUpInstance } from '#engines/instance.ts'
import { findJava } from '#engines/java.ts'
import type { Launcher } from '#engines/launcher.ts'
import { freePort } from '#engines/ports.ts'
import { engineUser } from '#engines/process-user.ts'
import { ensureProgram } from '#engines/programs.ts'
import { createReport } from '#engines/report.ts'
import { stopWithRun, testFolder } from './services.ts'

const HEAP_MB = 384
const POLL_MS = 500
const PATIENCE_MS = 240_000

interface ClusterNode {
  url: string
  /** Kills it at once, like a power failure. */
  kill(): void
  start(): void
}

export interface Cluster {
  nodes: ClusterNode[]
  /** All nodes, in the format of DATELINE_ELASTICSEARCH_URL. */
  url: string
  /**
   * Resolves when this many nodes form the cluster and all replicas are assigned; asks the first
   * node that answers.
   */
  settled(nodes: number): Promise<void>
  stop(): Promise<void>
}

/** Starts master-eligible nodes on loopback, without passwords; they end with the test run. */
export async function startCluster(size: number): Promise<Cluster> {
  const programs = join(enginesFolder(), 'programs')
  const user = engineUser()
  const fetching = { env: process.env, user, report: createReport(), signal: undefined }
  const program = await ensureProgram(programs, elasticsearch, fetching)
  const java = findJava([elasticsearch], { env: process.env, user })
  const ports = await Promise.all(Array.from({ length: size * 2 }, () => freePort()))
  const transports = ports.slice(size)

  const members = transports.map((transport, i) => {
    const engine = inCluster(i, transport, transports)
    // A folder per run: the run's watchdog looks for engines there.
    const folder = join(testFolder(`cluster-${i}`), elasticsearch.id)
    mkdirSync(folder, { recursive: true })
    const place = { program, folder, java, user, port: ports[i]!, ports: {} }
    const instance = setUpInstance(engine, { ...place, heapMb: HEAP_MB })
    const url = engine.url(ports[i]!)
    return {
      node: {
        url,
        start: () => startProcess(engine, instance, join(folder, 'console.log')),
        kill: () => liveProcesses(engine, folder).forEach((pid) => process.kill(pid, 'SIGKILL')),
      },
      stop: () => stopProcess(engine, folder),
    }
  })
  stopWithRun()
  const nodes = members.map(({ node }) => node)
  for (const node of nodes) node.start()
  const cluster = {
    nodes,
    url: nodes.map(({ url }) => url).join(','),
    settled: (count: number) => untilSettled(nodes, count),
    stop: async () => void (await Promise.all(members.map(({ stop }) => stop()))),
  }
  await cluster.settled(size)
  return cluster
}

function inCluster(i: number, transport: number, transports: number[]): Launcher {
  const names = transports.map((_, i) => `node-${i}`)
  const hosts = transports.map((port) => `127.0.0.1:${port}`)
  const own = {
    'node.name': names[i],
    'transport.port': String(transport),
    'discovery.type': 'multi-node',
    'discovery.seed_hosts': hosts.join(','),
    'cluster.initial_master_nodes': names.join(','),
    'xpack.security.enabled': 'false',
    // A returning node gets all its copies at the same time.
    'cluster.routing.allocation.node_concurrent_recoveries': '8',
  }
  return {
    ...elasticsearch,
    settings(instance) {
      const settings = elasticsearch.settings(instance)
      const lines = settings['conf/elasticsearch.yml']!.split('\n')
      const kept = lines.filter((line) => !Object.keys(own).some((name) => line.startsWith(name)))
      const added = Object.entries(own).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
      return { ...settings, 'conf/elasticsearch.yml': [...kept, ...added, ''].join('\n') }
    },
  }
}

async function untilSettled(nodes: ClusterNode[], count: number): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  let last = 'nobody answers'
  while (performance.now() < deadline) {
    for (const { url } of nodes) {
      const health = await healthOf(url)
      if (health) last = JSON.stringify(health)
      if (health?.number_of_nodes === count && health.status === 'green') return
    }
    await wait(POLL_MS)
  }
  throw new Error(`no cluster of ${count} nodes after ${PATIENCE_MS / 1000} s: ${last}`)
}

interface ClusterHealth {
  status: string
  number_of_nodes: number
}

async function healthOf(url: string): Promise<ClusterHealth | null> {
  try {
    const response = await fetch(`${url}/_cluster/health`, { signal: AbortSignal.timeout(5000) })
    return response.ok ? ((await response.json()) as ClusterHealth) : null
  } catch {
    return null
  }
}
