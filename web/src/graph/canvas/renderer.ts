import type { Picture } from '../picture.ts'
import type { Camera, Size } from './camera.ts'
import type { Marks } from './style.ts'
import type { GraphTheme } from './theme.ts'

/** What to draw. */
export interface View {
  picture: Picture
  camera: Camera
  size: Size
  marks: Marks
  theme: GraphTheme
}

/** Draws lines and nodes; `overlay.ts` draws names over them. */
export interface Renderer {
  draw(view: View): void
  destroy(): void
}

export const RENDERERS = ['webgl', 'canvas'] as const
export type RendererName = (typeof RENDERERS)[number]

/**
 * WebGL with a graphics processor, else a plain canvas, which is faster than WebGL emulated in software. `reason`
 * explains the choice of the canvas.
 */
export function chooseRenderer(): { name: RendererName; reason: string } {
  const gl = document.createElement('canvas').getContext('webgl2')
  if (!gl) return { name: 'canvas', reason: 'This browser has no WebGL' }
  const info = gl.getExtension('WEBGL_debug_renderer_info')
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER))
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return /swiftshader|llvmpipe|software|basic render/i.test(renderer)
    ? { name: 'canvas', reason: 'This browser draws without a graphics processor' }
    : { name: 'webgl', reason: '' }
}
