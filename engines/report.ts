import { withoutControls } from '#core/text/control-characters.ts'

/** The part of a terminal needed here. */
export interface Output {
  isTTY?: boolean
  write(text: string): unknown
}

/** Shows what the launcher does. */
export interface Report {
  line(text: string): void
  /** For long tasks; calls in quick succession are dropped. */
  progress(text: string): void
}

const REDRAW_MS = 100
const LINE_MS = 10_000
const CLEAR_LINE = '\r\x1b[K'

/** Redraws progress in place on a terminal; elsewhere prints a line every ten seconds. */
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
