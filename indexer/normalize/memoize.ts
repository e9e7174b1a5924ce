const MAX_REMEMBERED = 10_000

/** The same function, which does not compute an answer twice as long as it has not seen too many different questions. */
export function remembered<T>(compute: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>()
  return (text) => {
    const known = answers.get(text)
    if (known !== undefined || answers.has(text)) return known as T
    const answer = compute(text)
    if (answers.size < MAX_REMEMBERED) answers.set(text, answer)
    return answer
  }
}
