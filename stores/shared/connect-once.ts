/**
 * Meets a server until it once has answered: the first contact tells what is wrong with address, password or server;
 * after it, the same passes by itself. Only the first try is given patience.
 */
export function createContact<A extends unknown[]>(
  patienceMs: number,
  meet: (patienceMs: number, ...args: A) => Promise<void>,
): (...args: A) => Promise<void> {
  let patience = patienceMs
  let contact: Promise<void> | null = null
  return (...args) =>
    (contact ??= meet(patience, ...args).catch((error: unknown) => {
      contact = null
      patience = 0
      throw error
    }))
}
