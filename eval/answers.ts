import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '#api/app.ts'
import { openArchive } from '#archive/open.ts'
import { runIndex } from '#indexer/pipeline/run-index.ts'
import { openAdapters } from '#stores/sqlite/workers/sqlite-adapters.ts'
import { round, toTable } from './table.ts'

/**
 * A question with its answers, each a list of words that a right sentence contains; empty if the
 * archive cannot know.
 */
interface Question {
  question: string
  answers: string[][]
}

/** A question counts as answered if one of this many first sentences is right. */
const FIRST = 5

/**
 * Prints how often questions get a right sentence, and unanswerable ones any; false if the data is
 * missing.
 */
export async function evaluateAnswers(shared: string): Promise<boolean> {
  const stories = join(shared, 'data/reuters.jsonl.gz')
  if (!existsSync(stories)) return false
  const folder = mkdtempSync(join(tmpdir(), 'answers-'))
  const file = join(folder, 'reuters.db')
  const archive = openArchive(file, { write: true, create: true })
  await runIndex(archive, [stories], { names: true, restore: false })
  archive.close()
  const stores = openAdapters(file)
  const app = createApp({ ...stores, names: { search: 'SQLite', graph: 'SQLite' } })
  try {
    print(await askAll(app))
  } finally {
    await Promise.all([stores.search.close(), stores.graph.close()])
    rmSync(folder, { recursive: true })
  }
  return true
}

interface Asked extends Question {
  sentences: string[]
  isRight: boolean
}

async function askAll(app: Pick<ReturnType<typeof createApp>, 'request'>): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const { question, answers } of readQuestions()) {
    const response = await app.request(
      `/api/v1/answers?${new URLSearchParams({ q: question, size: String(FIRST) })}`,
    )
    const { items } = (await response.json()) as { items: { text: string }[] }
    const sentences = items.map(({ text }) => text.replace(/\s+/g, ' '))
    const isRight = sentences.some((text) => answers.some((words) => containsAll(text, words)))
    asked.push({ question, answers, sentences, isRight })
  }
  return asked
}

const containsAll = (text: string, words: string[]) =>
  words.every((word) => text.toLowerCase().includes(word))

function print(asked: Asked[]): void {
  console.log(
    toTable(
      ['question', 'sentences', 'verdict'],
      asked.map(({ question, answers, sentences, isRight }) => [
        question,
        String(sentences.length),
        answers.length === 0 ? 'no answer exists' : isRight ? 'right' : 'wrong',
      ]),
    ),
  )
  const answerable = asked.filter(({ answers }) => answers.length > 0)
  const others = asked.filter(({ answers }) => answers.length === 0)
  const right = answerable.filter(({ isRight }) => isRight).length
  const answered = others.filter(({ sentences }) => sentences.length > 0).length
  console.log(`
of ${answerable.length} questions, a right sentence among the first ${FIRST}: ${round((100 * right) / answerable.length)} % (at least 60 %)
of ${others.length} unanswerable ones, answered: ${round((100 * answered) / others.length)} % (at most 20 %)`)
}

function readQuestions(): Question[] {
  const path = join(import.meta.dirname, 'labels/questions.json')
  return JSON.parse(readFileSync(path, 'utf8')) as Question[]
}
