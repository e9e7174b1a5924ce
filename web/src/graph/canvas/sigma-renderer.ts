import { UndirectedGraph } from 'graphology'
import Sigma from 'sigma'
import type { Picture } from '../picture.ts'
import { type Camera, type Size, nodeScale } from './camera.ts'
import type { Renderer, View } from './renderer.ts'
import { shapeProgram } from './shape-program.ts'
import { lineColor, lineKey, lineWidth, neighbourhood, nodeColor } from './style.ts'

/** Picture units per sigma unit; fixed, so that adding names moves nothing. */
const SIDE = 4000
const SHAPES = { person: 0, organization: 1, country: 2 }

/** Draws with WebGL; the only file that knows sigma. */
export class SigmaRenderer implements Renderer {
  readonly #sigma: Sigma
  #view: View | null = null
  #shown: Picture | null = null
  #colors = { nodes: new Map<string, string>(), lines: new Map<string, string>() }
  #size: Size = { width: 0, height: 0 }

  constructor(container: HTMLElement) {
    this.#sigma = new Sigma(new UndirectedGraph(), container, {
      defaultNodeType: 'shape',
      nodeProgramClasses: { shape: shapeProgram(() => this.#border()) },
      renderLabels: false,
      nodeReducer: (id, data) => ({ ...data, color: this.#colors.nodes.get(id)! }),
      edgeReducer: (key, data) => ({ ...data, color: this.#colors.lines.get(key)! }),
      stagePadding: 0,
      minEdgeThickness: 1.2,
      zIndex: true,
      allowInvalidContainer: true,
      minCameraRatio: null,
      maxCameraRatio: null,
      zoomToSizeRatioFunction: (ratio) =>
        1 / nodeScale({ x: 0, y: 0, scale: this.#scaleAt(ratio) }),
    })
    const half: [number, number] = [-SIDE / 2, SIDE / 2]
    this.#sigma.setCustomBBox({ x: half, y: half })
  }

  draw(view: View): void {
    const before = this.#view
    this.#view = view
    if (view.size.width !== this.#size.width || view.size.height !== this.#size.height) {
      this.#size = view.size
      this.#sigma.resize(true)
    }
    this.#sigma.getCamera().setState(this.#cameraState(view.camera))
    if (view.picture !== this.#shown) this.#replace(view)
    else if (before?.marks !== view.marks || before.theme !== view.theme) this.#restyle()
    this.#sigma.scheduleRender()
  }

  destroy(): void {
    this.#sigma.kill()
  }

  /** Replaces the whole graph at once: adding names one by one would emit an event for each. */
  #replace({ picture }: View): void {
    this.#shown = picture
    const graph = new UndirectedGraph()
    for (const { id, x, y, radius, kind } of picture.nodes) {
      graph.addNode(id, { x, y: -y, size: radius, shape: SHAPES[kind], zIndex: 2 })
    }
    for (const line of picture.lines) {
      graph.addEdgeWithKey(lineKey(line), line.a, line.b, {
        zIndex: line.strength,
        size: 2 * lineWidth(line),
      })
    }
    this.#colors = this.#paint()
    this.#sigma.setGraph(graph)
  }

  /** Redraws only items whose colour changed. */
  #restyle(): void {
    const before = this.#colors
    this.#colors = this.#paint()
    const changed = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>) =>
      [...other].flatMap(([key, color]) => (one.get(key) === color ? [] : [key]))
    this.#sigma.refresh({
      partialGraph: {
        nodes: changed(before.nodes, this.#colors.nodes),
        edges: changed(before.lines, this.#colors.lines),
      },
      skipIndexation: true,
      schedule: true,
    })
  }

  #paint(): { nodes: Map<string, string>; lines: Map<string, string> } {
    const { picture, marks, theme } = this.#view!
    const near = neighbourhood(picture, marks.hovered)
    return {
      nodes: new Map(picture.nodes.map((node) => [node.id, nodeColor(node, marks, theme, near)])),
      lines: new Map(
        picture.lines.map((line) => [lineKey(line), lineColor(line, picture, marks, theme)]),
      ),
    }
  }

  #cameraState({ x, y, scale }: Camera) {
    return { x: 0.5 + x / SIDE, y: 0.5 - y / SIDE, ratio: this.#side() / (SIDE * scale), angle: 0 }
  }

  #scaleAt(ratio: number): number {
    return this.#side() / (SIDE * ratio)
  }

  #side(): number {
    return Math.min(this.#size.width, this.#size.height) || 1
  }

  #border(): [number, number, number] {
    const channels = this.#view?.theme.paper.match(/[\d.]+/g)?.map((value) => Number(value) / 255)
    return [channels?.[0] ?? 1, channels?.[1] ?? 1, channels?.[2] ?? 1]
  }
}
