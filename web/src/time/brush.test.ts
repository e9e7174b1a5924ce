import { describe, expect, it } from 'vitest'
import { Brush } from './brush.svelte.ts'

const brush = () => new Brush(() => 10)

describe('Brush', () => {
  it('takes the bars between press and release, in either direction', () => {
    const drag = brush()
    drag.press(7)
    drag.hover(3)

    expect(drag.isRange).toBe(true)
    expect(drag.take()).toEqual([3, 7])
    expect(drag.isRange).toBe(false)
  })

  it('takes a single bar for a click', () => {
    const click = brush()
    click.press(4)

    expect(click.take()).toEqual([4, 4])
  })

  it('extends a range by keys and keeps to the bars', () => {
    const keys = brush()
    keys.step(1, false)
    keys.step(3, true)
    keys.step(99, true)

    expect(keys.take()).toEqual([0, 9])
  })

  it('forgets the range when it moves on without extending', () => {
    const keys = brush()
    keys.step(1, false)
    keys.step(3, true)
    keys.step(1, false)

    expect(keys.take()).toEqual([4, 4])
  })

  it('takes nothing where nothing is pointed at', () => {
    const left = brush()
    left.hover(2)
    left.leave()

    expect(left.take()).toBeNull()
  })
})
