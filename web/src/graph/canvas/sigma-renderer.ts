import { UndirectedGraph } from 'graphology'
import Sigma from 'sigma'
import { ENTITY_KINDS } from '#core/article.ts'
import type { Picture } from '../picture.ts'
import { type Camera, type Size, nodeScale } from './camera.ts'
import type { Renderer, View } from './renderer.ts'
import { shapeProgram } from './shape-program.ts'
import { lineColor, lineKey, lineWidth, neighbourhood, nodeColor } from './style.ts'

/** Units of the picture that sigma's square of 1 stands for; fixed, so that nothing moves when names are added. */
const SIDE = 4000
const SHAPES = { person: 0, organization: 1, country: 2 }

/** Draws with WebGL; the only file that knows sigma. */
export class SigmaRenderer implements Renderer {
  readonly #graph = new UndirectedGraph()
  readonly #sigma: Sigma
  #view: View | null = null
  #shown: Picture | null = null
  #size: Size = { width: 0, height: 0 }

  constructor(container: HTMLElement) {
    this.#sigma = new Sigma(this.#graph, container, {
      defaultNodeType: 'shape',
      nodeProgramClasses: { shape: shapeProgram(() => this.#border()) },
      renderLabels: false,
      stagePadding: 0,
      minEdgeThickness: 0.6,
      zIndex: true,
      enableCameraPanning: false,
      enableCameraZooming: false,
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
    else if (before?.marks !== view.marks || before.theme !== view.theme) this.#restyle(view)
    this.#sigma.scheduleRender()
  }

  destroy(): void {
    this.#sigma.kill()
  }

  #replace({ picture }: View): void {
    this.#shown = picture
    this.#graph.clear()
    for (const { id, x, y, radius, kind } of picture.nodes) {
      this.#graph.addNode(id, {
        x,
        y: -y,
        size: radius,
        shape: SHAPES[kind],
        zIndex: ENTITY_KINDS.length,
      })
    }
    picture.lines.forEach(({ a, b, strength }) => this.#graph.addEdge(a, b, { zIndex: strength }))
    this.#restyle(this.#view!)
  }

  #restyle({ picture, marks, theme }: View): void {
    const near = neighbourhood(picture, marks.hovered)
    const nodes = new Map(
      picture.nodes.map((node) => [node.id, nodeColor(node, marks, theme, near)]),
    )
    const lines = new Map(picture.lines.map((line) => [lineKey(line), line]))
    this.#graph.updateEachNodeAttributes((id, attributes) => ({
      ...attributes,
      color: nodes.get(id),
    }))
    this.#graph.updateEachEdgeAttributes((_, attributes, a, b) => {
      const line = lines.get(`${a} ${b}`)!
      return { ...attributes, color: lineColor(line, marks, theme), size: lineWidth(line) }
    })
    this.#sigma.refresh()
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
