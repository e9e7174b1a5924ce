import type { MethodOf } from '#core/store-methods.ts'

interface Closing {
  close(): Promise<void>
}

/** Forwards one call; `args` are without the signal, which every method takes last. */
export type Call<Store> = (
  method: MethodOf<Store>,
  args: unknown[],
  signal: AbortSignal | undefined,
) => Promise<unknown>

/** Creates a store whose every method is answered by `call`. */
export function forwardCalls<Store extends Closing>(
  methods: readonly MethodOf<Store>[],
  call: Call<Store>,
  close: () => Promise<void>,
): Store {
  const forward =
    (method: MethodOf<Store>) =>
    (...args: unknown[]) => {
      const signal = args.at(-1)
      return signal instanceof AbortSignal
        ? call(method, args.slice(0, -1), signal)
        : call(method, args, undefined)
    }
  const calls = Object.fromEntries(methods.map((method) => [method, forward(method)]))
  return { ...calls, close } as unknown as Store
}

/** Calls a method of a store by name; throws what the method throws. */
export function makeCall<Store>(
  store: Omit<Store, 'close'>,
  method: MethodOf<Store>,
  args: unknown[],
  signal?: AbortSignal,
): Promise<unknown> {
  const methods = store as Record<string, (...args: unknown[]) => Promise<unknown>>
  return methods[method]!(...args, signal)
}
