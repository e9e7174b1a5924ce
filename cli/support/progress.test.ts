import { describe, expect, it } from 'vitest'
import { ProgressDisplay } from './progress.ts'

const path = 'news/reuters.jsonl.gz'

describe('ProgressDisplay', () => {
  it('draws a bar with rate and time left on a terminal', () => {
    const { display, written, at } = shownOn({ isTTY: true, columns: 100 })

    at(2000)
    display.update({ bytes: 250, totalBytes: 1000, read: 500, path })

    expect(written()).toContain('██████░░░░░░░░░░░░░░░░░░')
    expect(written()).toContain('25 %  500 articles  250 a second  0:06 left  reuters.jsonl.gz')
  })

  it('draws at most ten times a second', () => {
    const { display, written, at } = shownOn({ isTTY: true })

    for (const time of [50, 100, 150, 199, 200]) {
      at(time)
      display.update({ bytes: time, totalBytes: 1000, read: 1, path })
    }

    expect(written().match(/articles/g)).toHaveLength(2)
  })

  it('never breaks the line of a narrow terminal', () => {
    const { display, written, at } = shownOn({ isTTY: true, columns: 40 })

    at(1000)
    display.update({ bytes: 1, totalBytes: 10, read: 1, path })

    expect(written().replace('\r\x1b[K', '').length).toBeLessThan(40)
  })

  it('clears its line at the end', () => {
    const { display, written } = shownOn({ isTTY: true })

    display.end()

    expect(written()).toBe('\r\x1b[K')
  })

  it('writes one line every ten seconds without a terminal', () => {
    const { display, written, at } = shownOn({})

    for (let seconds = 1; seconds <= 25; seconds++) {
      at(seconds * 1000)
      display.update({ bytes: seconds * 10, totalBytes: 36_000, read: seconds * 100, path })
    }
    display.end()

    expect(written()).toBe(
      '0 %, 1,000 articles, 100 a second, 59:50 left, reuters.jsonl.gz\n' +
        '0 %, 2,000 articles, 100 a second, 59:40 left, reuters.jsonl.gz\n',
    )
  })

  it('shows no end if the total is unknown', () => {
    const { display, written, at } = shownOn({})

    at(10_000)
    display.update({ bytes: 5, totalBytes: null, read: 20, path: '-' })

    expect(written()).toBe('20 articles, 2 a second, -\n')
  })
})

function shownOn(terminal: { isTTY?: boolean; columns?: number }) {
  let text = ''
  let time = 0
  const output = { ...terminal, write: (more: string) => (text += more) }
  const display = new ProgressDisplay(output, () => time)
  return { display, written: () => text, at: (now: number) => (time = now) }
}
