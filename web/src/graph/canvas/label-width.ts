let canvas: CanvasRenderingContext2D | null | undefined

/** Measures the width of a text in the page's font, in pixels. */
export function labelWidth(text: string, fontSize: number): number {
  canvas ??= document.createElement('canvas').getContext('2d')
  if (!canvas) return text.length * fontSize * 0.6
  canvas.font = `${fontSize}px ${getComputedStyle(document.body).fontFamily}`
  return canvas.measureText(text).width
}
