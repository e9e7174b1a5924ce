import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { openBrowser } from '../tests/e2e/browser.ts'
import { serveSample } from '../tests/e2e/sample.ts'
import { type Figure, atMost, median, spread } from './measure.ts'

const ROUNDS = 5
const WEB = join(import.meta.dirname, '../web')
/** WebGL without a GPU: drawing is slow, so it is stubbed when only script is measured. */
const GL = ['--enable-unsafe-swiftshader', '--disable-gpu']

/** The graph in the browser: first picture, an expand, and script per frame of a large one. */
export async function* measureWebGraph(): AsyncGenerator<Figure> {
  yield* await measureSteps()
  yield await measureFrames()
}

async function measureSteps(): Promise<Figure[]> {
  const [served, browser] = await Promise.all([serveSample(), openBrowser()])
  const first: number[] = []
  const expand: number[] = []
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const page = await (
        await browser.newContext({ viewport: { width: 1280, height: 800 } })
      ).newPage()
      await page.goto(`${served.url}/graph`)
      await page.locator('main a.button').first().waitFor()
      const opened = await timed(
        page,
        `history.pushState({}, '', '/graph?q=a*'.replace('a*', 'minister OR bank')); dispatchEvent(new PopStateEvent('popstate'))`,
        5,
      )
      await page.goto(
        `${served.url}/graph?seed=org-lusomar-shipping&sel=org-caspian-development-bank`,
      )
      await page.locator('[data-expand]').waitFor()
      const before = await page.locator('[data-twin] > li').count()
      const grown = await timed(
        page,
        `document.querySelector('[data-expand] button').click()`,
        before + 1,
      )
      if (round > 0) {
        first.push(opened)
        expand.push(grown)
      }
      await page.context().close()
    }
  } finally {
    await browser.close()
    await served.stop()
  }
  return [
    figure('graph of a search painted, chunk loaded', 1000, first, ' ms'),
    figure('expand painted', 500, expand, ' ms'),
  ]
}

/** Milliseconds from an action until at least `names` names are drawn and a frame has passed. */
function timed(page: Page, act: string, names: number): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    const start = performance.now()
    const look = () => document.querySelectorAll('[data-twin] > li').length >= ${names}
      ? requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)))
      : requestAnimationFrame(look)
    ${act}
    look()
  })`)
}

async function measureFrames(): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-frames-'))
  const browser = await openBrowser(GL)
  const costs: number[] = []
  try {
    await build({
      root: WEB,
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: folder,
        lib: {
          entry: join(WEB, 'src/graph/canvas/frame-harness.ts'),
          formats: ['iife'],
          name: 'frames',
          fileName: () => 'frames.js',
        },
      },
    })
    const script = readFileSync(join(folder, 'frames.js'), 'utf8')
    for (let round = 0; round < 3; round++)
      costs.push(await scriptPerFrame(await browser.newPage(), script))
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true })
  }
  return figure('10,000 names and 30,000 ties: script per frame, nothing drawn', 6, costs, ' ms')
}

async function scriptPerFrame(page: Page, script: string): Promise<number> {
  await page.addInitScript(`for (const type of [WebGLRenderingContext, WebGL2RenderingContext])
    for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced', 'clear', 'blitFramebuffer'])
      if (name in type.prototype) type.prototype[name] = () => {}`)
  await page.goto('about:blank')
  await page.addScriptTag({ content: script })
  const protocol = await page.context().newCDPSession(page)
  await protocol.send('Performance.enable')
  const spent = async () => {
    const { metrics } = await protocol.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'ScriptDuration')!.value * 1000
  }
  // The first pan includes building the graph.
  await page.evaluate('panFor(500, 10000, 30000)')
  await page.evaluate(() => document.body.replaceChildren())
  const loading = page.evaluate<number>('panFor(4000, 10000, 30000)')
  await page.waitForFunction(`performance.getEntriesByName('pan').length === 2`)
  const before = await spent()
  const frames = await loading
  const cost = ((await spent()) - before) / frames
  await page.close()
  return cost
}

function figure(what: string, goal: number, values: number[], unit: string): Figure {
  const value = median(values)
  return {
    what,
    value,
    unit,
    ...atMost(goal, value),
    how: `${values.length} runs, ${spread(values)}`,
  }
}
