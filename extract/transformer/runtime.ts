import { createRequire } from 'node:module'
import { UserError } from '#core/errors.ts'

/** The part of the ONNX runtimes that we use. */
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

/** In order of preference: the native runtime is faster, the WebAssembly one runs anywhere and is an optional dependency. */
const PACKAGES = ['onnxruntime-node', 'onnxruntime-web']

const require = createRequire(import.meta.url)

/** Loads an installed ONNX runtime. */
export function loadRuntime(): Runtime {
  const name = PACKAGES.find(isInstalled)
  if (name === undefined) {
    throw new UserError(
      `a model needs the package ${PACKAGES.join(' or ')}, which was left out; run \`npm ci --include=optional\``,
    )
  }
  try {
    const runtime = require(name) as Runtime
    // Articles are processed in parallel already.
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
