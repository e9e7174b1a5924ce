import { SaxesParser } from 'saxes'
import { expect, it } from 'vitest'
import { type Slide, writeSvg } from './svg.ts'

const SLIDE: Slide = {
  width: 1600,
  height: 900,
  title: 'A <script>alert(1)</script> & "B"',
  subtitle: '2 names and 1 tie',
  source: ['Sample archive, state 12', 'http://localhost/graph?seed=a&ops=x.a.12'],
  legend: [{ shape: 'circle', color: '#1d5a9e', letter: 'P', text: 'People' }],
  lines: [{ x1: 100, y1: 200, x2: 300, y2: 400.123456, width: 3, color: '#888', isDashed: true }],
  nodes: [
    { x: 100, y: 200, radius: 12, shape: 'circle', color: '#1d5a9e', letter: 'P' },
    { x: 300, y: 400, radius: 6, shape: 'hexagon', color: '#006b54', letter: 'C' },
    { x: 500, y: 400, radius: 9, shape: 'square', color: '#86540a', letter: 'O' },
  ],
  labels: [{ x: 120, y: 200, text: 'Ann \u0000 <b>', anchor: 'start' }],
  colors: { paper: '#fff', ink: '#000', soft: '#555', sheet: '#fff' },
  fontFamily: 'system-ui, "Segoe UI"',
  fontSize: 16,
}

it('is well-formed XML, whatever names say, and holds every part of the picture', () => {
  const seen: Record<string, number> = {}
  let text = ''
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => (seen[name] = (seen[name] ?? 0) + 1))
  parser.on('text', (piece) => (text += piece))
  parser.on('error', (error) => {
    throw error
  })
  parser.write(writeSvg(SLIDE)).close()

  expect(seen).toMatchObject({ svg: 1, line: 1, circle: 2, polygon: 1 })
  expect(seen['script']).toBeUndefined()
  expect(text).toContain('A <script>alert(1)</script> & "B"')
  expect(text).toContain('ops=x.a.12')
  expect(text).toContain('2 names and 1 tie')
  expect(text).toContain('People')
})

it('rounds to what can be seen', () => {
  expect(writeSvg(SLIDE)).toContain('y2="400.1"')
})
