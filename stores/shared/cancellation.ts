/** What a call fails with once its signal is aborted: the signal's reason, as an AbortError where that is no error. */
export function abortError(signal: AbortSignal): Error {
  const reason: unknown = signal.reason
  return reason instanceof Error ? reason : new DOMException(String(reason), 'AbortError')
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortError(signal)
}

/** The outcome of `work`, or the abort error as soon as the signal is aborted; work that has begun goes on. */
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
