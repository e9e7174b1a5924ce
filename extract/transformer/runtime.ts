import { createRequire } from 'node:module'
import { UserError } from '#core/errors.ts'

/** What is used of the packages that run models. */
export interface Runtime {
  env: { wasm: { numThreads?: number } }
  InferenceSession: { create(path: string): Promise<Session> }
  Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => Tensor
}

export interface Session {
  readonly inputNames: readonly string[]
  readonly outputNames: readonly string[]
  run(feeds: Record<string, Tensor>): Promise<Record<string, Tensor>>
  release(): Promise<void>
}

export interface Tensor {
  readonly data: unknown
  readonly dims: readonly number[]
}

/** The machine's own code is faster; the other comes with Dateline and runs anywhere. */
const PACKAGES = ['onnxruntime-node', 'onnxruntime-web']

const require = createRequire(import.meta.url)

/** The package that runs models, loaded only for them. */
export function loadRuntime(): Runtime {
  const name = PACKAGES.find(isInstalled)
  if (name === undefined) {
    throw new UserError(
      `a model needs the package ${PACKAGES.join(' or ')}, which was left out; run \`npm ci --include=optional\``,
    )
  }
  try {
    const runtime = require(name) as Runtime
    // Articles are read side by side already.
    runtime.env.wasm.numThreads = 1
    return runtime
  } catch (cause) {
    const { message } = cause as Error
    throw new UserError(`the package ${name} cannot be loaded: ${message}`, { cause })
  }
}

function isInstalled(name: string): boolean {
  try {
    require.resolve(name)
    return true
  } catch {
    return false
  }
}
