/**
 * Checks a server before the first call until one check succeeds: before that, a wrong address or
 * password is the user's mistake; after it, the same failure is temporary. Only the first check
 * gets `patienceMs`.
 */
export function createConnectOnce<A extends unknown[]>(
  patienceMs: number,
  check: (patienceMs: number, ...args: A) => Promise<void>,
): (...args: A) => Promise<void> {
  let patience = patienceMs
  let connected: Promise<void> | null = null
  return (...args) =>
    (connected ??= check(patience, ...args).catch((error: unknown) => {
      connected = null
      patience = 0
      throw error
    }))
}
