import { withoutControls } from '#core/control-characters.ts'

/** A terminal, or what stands for one. */
export interface Output {
  isTTY?: boolean
  write(text: string): unknown
}

/** Tells what the launcher does. */
export interface Report {
  line(text: string): void
  /** Of something that takes a while; may be called as often as one likes. */
  progress(text: string): void
}

const REDRAW_MS = 100
const LINE_MS = 10_000
const CLEAR_LINE = '\r\x1b[K'

/** Draws progress over itself on a terminal; elsewhere, a line every ten seconds. */
export function createReport(
  output: Output = process.stderr,
  now: () => number = () => performance.now(),
): Report {
  const interval = output.isTTY ? REDRAW_MS : LINE_MS
  let shown = now()
  return {
    line(text) {
      output.write(`${output.isTTY ? CLEAR_LINE : ''}${withoutControls(text)}\n`)
      shown = now()
    },
    progress(text) {
      if (now() - shown < interval) return
      const plain = withoutControls(text)
      output.write(output.isTTY ? CLEAR_LINE + plain : `${plain}\n`)
      shown = now()
    },
  }
}
