/**
 * Colours of the largest communities as light and dark pairs, distinguishable with common colour vision deficiencies
 * (after Okabe and Ito), each with a contrast of at least 3:1 to its background. All other communities are grey.
 */
const COLORS = [
  ['#0072b2', '#5db4ee'],
  ['#c2410c', '#ff9a5c'],
  ['#00785a', '#3fcfa0'],
  ['#b04a86', '#ea9bcb'],
  ['#9a6a00', '#f2c14e'],
  ['#4b3fb0', '#b3a8ff'],
  ['#7a1f3d', '#ff8fa3'],
  ['#5f6b00', '#c9d65b'],
  ['#0e7c86', '#6fdbe6'],
  ['#6b4a2b', '#d3ab86'],
] as const

export const COLORED = COLORS.length

/** Reads the colours of the page's current theme. */
export function readPalette(): { communities: string[]; other: string } {
  const probe = document.createElement('span')
  probe.hidden = true
  document.body.append(probe)
  const resolve = (written: string) => {
    probe.style.color = written
    return getComputedStyle(probe).color
  }
  const palette = {
    communities: COLORS.map(([light, dark]) => resolve(`light-dark(${light}, ${dark})`)),
    other: resolve('var(--line)'),
  }
  probe.remove()
  return palette
}

/** CSS colour of a swatch in the page. */
export function swatchOf(community: number): string {
  const [light, dark] = COLORS[community] ?? ['var(--line)', 'var(--line)']
  return `light-dark(${light}, ${dark})`
}
