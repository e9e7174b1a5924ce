/** The first line of the innermost cause. */
export function toReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause !== undefined) return toReason(error.cause)
  return error.message.split('\n', 1)[0]!
}
