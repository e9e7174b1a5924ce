import { RENDERERS, type RendererName } from './canvas/renderer.ts'
import { readStored } from '../ui/stored.ts'

/** The renderer that somebody set by hand ("dateline.renderer" of the browser's storage); null for the best one here. */
export function readRenderer(): RendererName | null {
  return readStored('renderer', (value): value is RendererName =>
    RENDERERS.some((name) => name === value),
  )
}
