import { firstDifference } from './difference.ts'
import type { Question, StorePair } from './questions.ts'

const AT_ONCE = 4

/** Asks both pairs every question; returns a sentence for each that they answer differently. */
export async function differing(
  questions: Question[],
  expected: StorePair,
  found: StorePair,
): Promise<string[]> {
  const sentences: string[] = []
  const open = questions.entries()
  const ask = async () => {
    for (const [, question] of open) {
      const difference = await differenceOf(question, expected, found)
      if (difference !== null) sentences.push(`${question.name}\n    ${difference}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, ask))
  return sentences
}

async function differenceOf(question: Question, expected: StorePair, found: StorePair) {
  const right = await question.ask(expected)
  try {
    return firstDifference(right, await question.ask(found))
  } catch (error) {
    return `it failed: ${String(error)}`
  }
}
