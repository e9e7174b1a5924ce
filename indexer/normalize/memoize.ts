const MAX_REMEMBERED = 10_000
/** Longer texts rarely recur, and ten thousand of them would fill the memory. */
const MAX_LENGTH = 200

/** Caches a pure function's results for the first ten thousand short texts. */
export function remembered<T>(compute: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>()
  return (text) => {
    if (text.length > MAX_LENGTH) return compute(text)
    const known = answers.get(text)
    if (known !== undefined || answers.has(text)) return known as T
    const answer = compute(text)
    if (answers.size < MAX_REMEMBERED) answers.set(text, answer)
    return answer
  }
}
