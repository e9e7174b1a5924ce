import { RENDERERS, type RendererName } from './canvas/renderer.ts'
import { readStored } from '../ui/stored.ts'

/** The renderer set by hand ("dateline.renderer" in the browser's storage); null to choose automatically. */
export function readRenderer(): RendererName | null {
  return readStored('renderer', (value): value is RendererName =>
    RENDERERS.some((name) => name === value),
  )
}
