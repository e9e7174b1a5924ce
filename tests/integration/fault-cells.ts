import type { Fault } from '#tests/fault-proxy.ts'

export const OPERATIONS = ['search', 'graph', 'ready', 'index'] as const
export type Operation = (typeof OPERATIONS)[number]

/** One fault of one engine, and the operation tried during it. */
export interface Cell {
  engine: 'elasticsearch' | 'neo4j'
  name: string
  fault: Fault
  operation: Operation
}

/** More bytes than precede any reply of an engine, but fewer than the shortest reply. */
const MIDST = 30

const CONNECTION_FAULTS: [name: string, fault: Fault][] = [
  ['is down', { kind: 'down' }],
  ['refuses', { kind: 'refuse' }],
  ['takes what is sent and stays silent', { kind: 'silent' }],
  ['never replies', { kind: 'silent', direction: 'reply' }],
  ['takes three seconds for every word', { kind: 'slow', latencyMs: 3000, direction: 'reply' }],
  ['trickles', { kind: 'slow', bytesPerSecond: 20, direction: 'reply' }],
  ['closes in the middle of a reply', { kind: 'cut', afterBytes: MIDST }],
  ['closes instead of replying', { kind: 'cut', afterBytes: 0 }],
  ['resets in the middle of a reply', { kind: 'reset', afterBytes: MIDST }],
  ['resets in the middle of a request', { kind: 'reset', afterBytes: 10, direction: 'request' }],
]

const FAULTS: Record<Cell['engine'], [name: string, fault: Fault][]> = {
  elasticsearch: [
    ...CONNECTION_FAULTS,
    ['has too much to do (429)', { kind: 'storm', status: 429 }],
    ['cannot now (503)', { kind: 'storm', status: 503 }],
    [
      'answers with a page of something else',
      { kind: 'storm', status: 200, contentType: 'text/html', body: '<h1>It works!</h1>' },
    ],
    ['does it and says that it cannot (503)', { kind: 'storm', status: 503, applied: true }],
  ],
  neo4j: [
    ...CONNECTION_FAULTS,
    ['replies what means nothing', { kind: 'garble' }],
    ['closes in the middle of a request', { kind: 'cut', afterBytes: 10, direction: 'request' }],
  ],
}

/** All combinations. */
export function everyCell(): Cell[] {
  return OPERATIONS.flatMap((operation) => faults().map((fault) => ({ ...fault, operation })))
}

/** Each fault once; every second one with an operation that needs the engine. */
export function someCells(): Cell[] {
  const own = { elasticsearch: 'search', neo4j: 'graph' } as const
  const other = { elasticsearch: 'graph', neo4j: 'search' } as const
  return faults().map((fault, i) => {
    const { engine } = fault
    const turns = [own[engine], 'index', own[engine], 'ready', own[engine], other[engine]] as const
    return { ...fault, operation: turns[i % turns.length]! }
  })
}

function faults(): Omit<Cell, 'operation'>[] {
  return (['elasticsearch', 'neo4j'] as const).flatMap((engine) =>
    FAULTS[engine].map(([name, fault]) => ({ engine, name, fault })),
  )
}
