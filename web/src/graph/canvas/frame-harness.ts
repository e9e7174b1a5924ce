import type { Picture } from '../picture.ts'
import { Overlay } from './overlay.ts'
import { SigmaRenderer } from './sigma-renderer.ts'
import { NO_MARKS } from './style.ts'
import { readTheme } from './theme.ts'

/** Read by `bench/web-graph.ts`: draws and pans a large graph; resolves with the frames that it took. */
async function panFor(ms: number, names: number, ties: number): Promise<number> {
  const layer = document.createElement('div')
  const canvas = document.createElement('canvas')
  document.body.append(layer, canvas)
  const size = { width: 1280, height: 800 }
  layer.style.cssText = 'position:absolute;width:1280px;height:800px'
  const renderer = new SigmaRenderer(layer)
  const overlay = new Overlay(canvas)
  const [picture, theme] = [largePicture(names, ties), readTheme()]
  const draw = (x: number) => {
    const view = { picture, camera: { x, y: 0, scale: 0.2 }, size, marks: NO_MARKS, theme }
    renderer.draw(view)
    overlay.draw(view)
  }
  draw(0)
  await nextFrame()
  await nextFrame()
  performance.mark('pan')
  let frames = 0
  for (const start = performance.now(); performance.now() - start < ms; frames++) {
    draw(frames % 400)
    await nextFrame()
  }
  return frames
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))

/** Made up by a formula, so that every run draws the same. */
function largePicture(names: number, ties: number): Picture {
  const kinds = ['person', 'organization', 'country'] as const
  const nodes = Array.from({ length: names }, (_, i) => ({
    ...{ id: `n${i}`, kind: kinds[i % 3]!, name: `Name ${i}`, sentences: 1, articles: names - i },
    ...{
      x: 1900 * Math.cos(i * 2.4) * Math.sqrt(i / names),
      y: 1900 * Math.sin(i * 2.4) * Math.sqrt(i / names),
    },
    ...{ radius: 4 + (i % 7), isPinned: false, badges: [], folded: [] },
  }))
  const lines = Array.from({ length: ties }, (_, i): Picture['lines'][number] => {
    const [a, round] = [i % names, Math.floor(i / names)]
    const b = (a + 1 + 37 * round) % names
    return {
      ...{ a: `n${a}`, b: `n${b}`, sentences: 1, articles: 1 },
      ...{ strength: (i % 10) / 10, change: null },
    }
  })
  const kindsOf = { person: names, organization: 0, country: 0 }
  return { nodes, lines, minimum: 1, weaker: 0, isCompared: false, kinds: kindsOf, unnamed: [] }
}

Object.assign(globalThis, { panFor })
