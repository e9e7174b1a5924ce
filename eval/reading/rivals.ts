import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { markupToText } from '#indexer/formats/markup.ts'
import { decode } from '#indexer/input/decode.ts'
import type { MarkedPage } from './suites.ts'

export interface RivalReading {
  name: string
  /** One per page; empty if it found none or failed. */
  texts: string[]
  seconds: number
}

/** Reads one page into markup or text. */
type ReadPage = (html: string, url: string) => Promise<string>

interface Linkedom {
  parseHTML: (html: string) => { document: object }
}
interface ReadabilityModule {
  Readability: new (document: object) => { parse(): { content: string } | null }
}
interface DefuddleModule {
  Defuddle: (document: object, url: string) => Promise<{ content: string }>
}

const PYTHON = process.env.DATELINE_PYTHON ?? 'python3'

/**
 * Runs other readers on the same pages, none of which Dateline depends on: packages from
 * `$DATELINE_RIVALS/node_modules`, trafilatura from `$DATELINE_PYTHON`. Reports missing ones.
 */
export async function* readByRivals(
  folder: string,
  pages: MarkedPage[],
): AsyncGenerator<RivalReading | string> {
  for (const [name, load] of Object.entries(PACKAGES)) {
    const read = await load().catch(() => null)
    yield read
      ? await readEach(name, read, folder, pages)
      : `${name} is left out: DATELINE_RIVALS names no folder with it and linkedom in node_modules`
  }
  const isThere = spawnSync(PYTHON, ['-c', 'import trafilatura'], { stdio: 'ignore' }).status === 0
  yield isThere
    ? readByTrafilatura(folder, pages)
    : `trafilatura is left out: ${PYTHON} cannot import it; DATELINE_PYTHON names another Python`
}

const PACKAGES: Record<string, () => Promise<ReadPage>> = {
  async '@mozilla/readability'() {
    const { parseHTML } = await load<Linkedom>('linkedom')
    const { Readability } = await load<ReadabilityModule>('@mozilla/readability')
    return (html) =>
      Promise.resolve(new Readability(parseHTML(html).document).parse()?.content ?? '')
  },
  async defuddle() {
    const { parseHTML } = await load<Linkedom>('linkedom')
    const { Defuddle } = await load<DefuddleModule>('defuddle/node')
    return async (html, url) => (await Defuddle(parseHTML(html).document, url)).content
  },
}

async function load<M>(name: string): Promise<M> {
  const folder = resolve(process.env.DATELINE_RIVALS ?? 'rivals')
  // Exported only for `import`, so `require.resolve` does not find it.
  const path =
    name === 'defuddle/node'
      ? join(folder, 'node_modules/defuddle/dist/node.js')
      : createRequire(join(folder, 'package.json')).resolve(name)
  return (await import(pathToFileURL(path).href)) as M
}

async function readEach(
  name: string,
  read: ReadPage,
  folder: string,
  pages: MarkedPage[],
): Promise<RivalReading> {
  const markup: string[] = []
  const started = performance.now()
  for (const { file, url } of pages) {
    const html = decode(readFileSync(join(folder, 'pages', file))).text
    markup.push(await quietly(() => read(html, url)))
  }
  const seconds = (performance.now() - started) / 1000
  return { name, texts: markup.map(markupToText), seconds }
}

/** If a package fails on a page, its text is empty; its console output is suppressed. */
async function quietly(read: () => Promise<string>): Promise<string> {
  const { log, warn, error } = console
  const silent = () => {}
  Object.assign(console, { log: silent, warn: silent, error: silent })
  try {
    return await read()
  } catch {
    return ''
  } finally {
    Object.assign(console, { log, warn, error })
  }
}

const SCRIPT = `
import json, sys, time
from trafilatura import extract
pages = json.load(sys.stdin)
started = time.perf_counter()
texts = []
for path, url in pages:
    try:
        with open(path, 'rb') as file:
            texts.append(extract(file.read(), url=url, include_comments=False) or '')
    except Exception:
        texts.append('')
json.dump({'texts': texts, 'seconds': time.perf_counter() - started}, sys.stdout)
`

function readByTrafilatura(folder: string, pages: MarkedPage[]): RivalReading {
  const input = pages.map(({ file, url }) => [join(folder, 'pages', file), url])
  const output = execFileSync(PYTHON, ['-c', SCRIPT], {
    input: JSON.stringify(input),
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 1e9,
  })
  return { name: 'trafilatura', ...(JSON.parse(output.toString()) as Omit<RivalReading, 'name'>) }
}
