import { type Camera, type Size, toWorld, zoomAt } from '../canvas/camera.ts'
import type { Hit } from '../canvas/hit.ts'
import type { Point } from '../layout/body.ts'

/** What a pointer acts on; points are pixels from the stage's top left. */
export interface Surface {
  camera: Camera
  readonly size: Size
  pointOf(event: MouseEvent): Point
  hitAt(point: Point): Hit
  /** Called after a press without a drag; `isMore` if it should extend the selection. */
  pick(hit: Hit, isMore: boolean): void
  /** Called when an entity was dragged to a position of the layout. */
  pin(id: string, x: number, y: number): void
}

interface Grab {
  start: Point
  camera: Camera
  node: string | null
  hasMoved: boolean
}

/** Pixels from which a press counts as a drag. */
const DRAG_FROM = 4
/** Fingers closer than this give no stable zoom. */
const MIN_PINCH = 10

/** Hovers, pans, zooms, and drags entities; two fingers zoom. */
export class Pointer {
  hover = $state.raw<Hit>(null)
  isGrabbing = $state(false)
  /** The entity being dragged, at its position in the layout. */
  dragged = $state.raw<(Point & { id: string }) | null>(null)
  #grab: Grab | null = null
  #touches: Record<number, Point> = {}
  readonly #surface: Surface

  constructor(surface: Surface) {
    this.#surface = surface
  }

  down(event: PointerEvent, stage: HTMLElement): void {
    if (event.button !== 0) return
    stage.setPointerCapture(event.pointerId)
    const start = this.#surface.pointOf(event)
    this.#touches[event.pointerId] = start
    const hit = this.#surface.hitAt(start)
    this.#grab = {
      start,
      camera: this.#surface.camera,
      node: hit && 'node' in hit ? hit.node.id : null,
      hasMoved: false,
    }
  }

  move(event: PointerEvent): void {
    const surface = this.#surface
    const at = surface.pointOf(event)
    const grab = this.#grab
    if (!grab) {
      this.hover = event.pointerType === 'touch' ? null : surface.hitAt(at)
      return
    }
    if (this.#pinch(event.pointerId, at)) return
    const [dx, dy] = [at.x - grab.start.x, at.y - grab.start.y]
    grab.hasMoved ||= Math.hypot(dx, dy) >= DRAG_FROM
    if (!grab.hasMoved) return
    this.isGrabbing = true
    this.hover = null
    if (grab.node !== null) {
      this.dragged = { id: grab.node, ...toWorld(at, surface.camera, surface.size) }
    } else {
      const { x, y, scale } = grab.camera
      surface.camera = { scale, x: x - dx / scale, y: y - dy / scale }
    }
  }

  #pinch(pointer: number, at: Point): boolean {
    const other = Object.entries(this.#touches).find(([id]) => Number(id) !== pointer)?.[1]
    const before = this.#touches[pointer]
    this.#touches[pointer] = at
    if (!other || !before) return false
    const surface = this.#surface
    const [was, is] = [before, at].map(({ x, y }) => Math.hypot(x - other.x, y - other.y))
    const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 }
    if (was! > MIN_PINCH && is! > MIN_PINCH) {
      surface.camera = zoomAt(surface.camera, is! / was!, middle, surface.size)
    }
    const grab = this.#grab
    if (grab) {
      this.#grab = { ...grab, hasMoved: true, camera: surface.camera, start: at, node: null }
    }
    return true
  }

  up(event: PointerEvent): void {
    delete this.#touches[event.pointerId]
    const ended = this.#grab
    this.#grab = null
    this.isGrabbing = false
    if (!ended) return
    if (this.dragged) {
      const { id, x, y } = this.dragged
      this.#surface.pin(id, Math.round(x), Math.round(y))
      this.dragged = null
    } else if (!ended.hasMoved) {
      const hit = this.#surface.hitAt(this.#surface.pointOf(event))
      this.#surface.pick(hit, event.shiftKey || event.ctrlKey || event.metaKey)
    }
  }

  cancel(): void {
    this.#grab = null
    this.dragged = null
    this.#touches = {}
  }
}
