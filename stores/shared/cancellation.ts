/**
 * The error of a call whose signal is aborted: the signal's reason, wrapped in an AbortError if it
 * is not an error.
 */
export function abortError(signal: AbortSignal): Error {
  const reason: unknown = signal.reason
  return reason instanceof Error ? reason : new DOMException(String(reason), 'AbortError')
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortError(signal)
}

/**
 * Resolves like `work`, or rejects with the abort error as soon as the signal is aborted; work
 * already begun continues.
 */
export async function untilAborted<T>(
  work: () => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return work()
  throwIfAborted(signal)
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(abortError(signal))
  signal.addEventListener('abort', abort)
  try {
    return await Promise.race([work(), aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

export const isAbortError = (error: unknown) => (error as Error).name === 'AbortError'
