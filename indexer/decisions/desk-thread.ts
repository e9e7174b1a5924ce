import { parentPort, workerData } from 'node:worker_threads'
import { DecisionConflictError } from '#core/decisions/request.ts'
import { type ErrorMessage, toMessage } from '#stores/sqlite/workers/worker-messages.ts'
import { type DeskOptions, createDeskTasks } from './desk-tasks.ts'

export interface DeskCall {
  n: number
  method: keyof ReturnType<typeof createDeskTasks>
  args: unknown[]
}

export type DeskFailure = { conflict: string } | { error: ErrorMessage }
export type DeskReply = { n: number } & ({ value: unknown } | DeskFailure)

const port = parentPort!
const tasks = createDeskTasks(workerData as DeskOptions)
let last: Promise<void> = Promise.resolve()

// One at a time: each decision builds on the state that the previous one left.
port.on('message', (call: DeskCall) => {
  last = last.then(async () => port.postMessage(await answer(call)))
})

async function answer({ n, method, args }: DeskCall): Promise<DeskReply> {
  try {
    const task = tasks[method] as (...args: unknown[]) => Promise<unknown>
    return { n, value: await task(...args) }
  } catch (error) {
    if (error instanceof DecisionConflictError) return { n, conflict: error.message }
    return { n, error: toMessage(error) }
  }
}
