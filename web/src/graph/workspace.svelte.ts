import { readOperations, writeOperations } from '#core/graph-log/codec.ts'
import {
  type StepHistory,
  doneSteps,
  followSteps,
  jumpTo,
  withStep,
} from '#core/graph-log/history.ts'
import type { Operation } from '#core/graph-log/operation.ts'
import { type Scene, replay } from '#core/graph-log/replay.ts'
import { requestsOf } from '#core/graph-log/requests.ts'
import { settingsAfter } from '#core/graph-log/settings.ts'
import { type GraphStart, type Step, startSteps } from '#core/graph-log/start.ts'
import { ENTITY_KINDS, type EntityKind } from '#core/article.ts'
import type { EntityRef } from '#core/graph.ts'
import type { Network } from '#core/search.ts'
import { type GraphRoute, graphHref } from '../router/route.ts'
import { type SearchState, writeSearch } from '../search/search-state.ts'
import { Resource } from '../ui/resource.svelte.ts'
import { Layouts } from './lay-out.ts'
import { type Picture, type PictureLine, type PictureNode, draw } from './picture.ts'
import { GraphSource } from './source.ts'

/** A picture, and the steps that it shows. */
export interface Drawn {
  picture: Picture
  scene: Scene
  /** The network of the search's articles within the period. */
  network: Network
  steps: readonly Step[]
}

/** The graph of a URL: its steps, the archive's answers to them, and the resulting picture. */
export class Workspace {
  route = $state.raw<GraphRoute>()!
  history = $state.raw<StepHistory>({ steps: [], at: 0 })
  /** Parts of the URL that could not be read. */
  unread = $state.raw<string[]>([])
  readonly drawn = new Resource<Drawn>()
  /** Ids of the selected entities; for a selected line, its two ends. */
  selected = $derived(this.route.selected)
  isLine = $derived(this.route.isLine)
  done = $derived(doneSteps(this.history))
  settings = $derived(settingsAfter(this.done))
  picture = $derived(this.drawn.data?.picture ?? null)
  #names = $derived(namesOf(this.drawn.data))
  nodes = $derived(nodesOf(this.picture))
  readonly #go: (href: string, how: 'push' | 'replace') => void
  #source: GraphSource
  #layouts = new Layouts()
  #startKey = ''
  #drawnKey = ''

  constructor(route: GraphRoute, go: (href: string, how: 'push' | 'replace') => void) {
    this.#go = go
    this.#source = new GraphSource(route.search)
    this.follow(route)
  }

  /** Shows the graph of a route. */
  follow(route: GraphRoute): void {
    const startKey = `${route.seeds.join(' ')} ${writeSearch(route.search)}`
    const { operations, unread } = readOperations(route.ops)
    const isNew = startKey !== this.#startKey
    if (isNew) {
      this.#startKey = startKey
      this.#source = new GraphSource(route.search)
      this.#layouts = new Layouts()
    }
    this.route = route
    this.unread = unread
    this.history = isNew
      ? { steps: operations, at: operations.length }
      : followSteps(this.history, operations)
    this.#draw(`${startKey} ${writeOperations(operations)}`)
  }

  get isEmpty(): boolean {
    return this.route.seeds.length === 0 && writeSearch(this.route.search) === ''
  }

  /** Adds a step; `selected` is the selection after it. */
  step(operation: Operation, selected?: string[]): void {
    this.#move(withStep(this.history, operation), selected)
  }

  get canUndo(): boolean {
    return this.history.at > 0
  }

  get canRedo(): boolean {
    return this.history.at < this.history.steps.length
  }

  undo(): void {
    if (this.canUndo) this.jump(this.history.at - 1)
  }

  redo(): void {
    if (this.canRedo) this.jump(this.history.at + 1)
  }

  jump(at: number): void {
    this.#move(jumpTo(this.history, at))
  }

  select(ids: readonly string[]): void {
    this.#go(graphHref({ ...this.route, selected: [...ids], isLine: false }), 'replace')
  }

  selectLine(a: string, b: string): void {
    this.#go(graphHref({ ...this.route, selected: [a, b], isLine: true }), 'replace')
  }

  /** Adds an entity to the selection, or removes it. */
  toggle(id: string): void {
    const others = this.isLine ? [] : this.selected.filter((each) => each !== id)
    this.select(others.length < this.selected.length && !this.isLine ? others : [...others, id])
  }

  nameOf(id: string): string {
    return this.#names.get(id) ?? id
  }

  /** The search restricted to the period: the articles that are counted. */
  get search(): SearchState {
    const { period } = this.settings
    const { search } = this.route
    if (!period) return search
    return { ...search, from: period.from || search.from, to: period.to || search.to }
  }

  /** The lines of an entity, most sentences first. */
  linesOf(id: string): PictureLine[] {
    return this.picture?.lines.filter(({ a, b }) => a === id || b === id) ?? []
  }

  lineBetween(a: string, b: string): PictureLine | null {
    return this.linesOf(a).find((line) => line.a === b || line.b === b) ?? null
  }

  neighboursOf(id: string): string[] {
    return this.linesOf(id).map(({ a, b }) => (a === id ? b : a))
  }

  refOf(id: string): EntityRef {
    const named = this.drawn.data?.network.entities.find((entity) => entity.id === id)
    return { id, name: this.nameOf(id), kind: named?.kind ?? kindOfId(id) }
  }

  /** The start of the graph, in words. */
  get startText(): string {
    const { seeds, search } = this.route
    if (seeds.length === 0) return search.q ? `Network of “${search.q}”` : 'Network of a search'
    if (seeds.length > 2) return `${this.nameOf(seeds[0]!)} and ${seeds.length - 1} others`
    return seeds.map((id) => this.nameOf(id)).join(' and ')
  }

  #move(history: StepHistory, selected: string[] = this.isLine ? [] : this.selected): void {
    this.history = history
    const ops = writeOperations(doneSteps(history))
    const isLine = selected === this.selected && this.isLine
    this.#go(graphHref({ ...this.route, ops, selected: [...selected], isLine }), 'push')
  }

  #draw(key: string): void {
    if (this.isEmpty) return this.drawn.clear()
    if (key === this.#drawnKey && !this.drawn.problem) return
    this.#drawnKey = key
    const begun = startSteps(this.#start())
    const steps = [...begun, ...this.done]
    const { settings } = this
    void this.drawn.load((signal) => this.#read(steps, begun.length, settings, signal))
  }

  #start(): GraphStart {
    return this.route.seeds.length > 0 ? { seeds: this.route.seeds } : 'search'
  }

  async #read(
    steps: readonly Step[],
    begun: number,
    settings: Workspace['settings'],
    signal: AbortSignal,
  ): Promise<Drawn> {
    const source = this.#source
    await source.ask(
      requestsOf(steps).filter((request) => request !== null),
      signal,
    )
    let scene = replay(steps, source)
    while (scene.wanting.length > 0) {
      await source.askMore(scene.wanting, signal)
      scene = replay(steps, source)
    }
    const ids = [...scene.members.keys()]
    const { period, compare } = settings
    const [whole, network, earlier, later] = await Promise.all(
      [null, period, compare?.earlier ?? null, compare?.later ?? null].map((span) =>
        source.among(ids, span, signal),
      ),
    )
    const places = this.#layouts.after(steps, begun, source, whole!)
    const compared = compare ? { earlier: earlier!, later: later! } : null
    const picture = draw({ scene, places, settings, network: network!, compared })
    return { picture, scene, network: network!, steps }
  }
}

function nodesOf(picture: Picture | null): ReadonlyMap<string, PictureNode> {
  return new Map(picture?.nodes.map((node) => [node.id, node]))
}

function namesOf(drawn: Drawn | null): Map<string, string> {
  const members = [...(drawn?.scene.members.values() ?? [])]
  return new Map([
    ...members.flatMap(({ id, named }) => (named ? [[id, named.name] as const] : [])),
    ...(drawn?.network.entities.map(({ id, name }) => [id, name] as const) ?? []),
  ])
}

/** "organization" for "org-un": ids start with their kind. */
function kindOfId(id: string): EntityKind {
  return ENTITY_KINDS.find((kind) => kind.startsWith(id.split('-')[0]!)) ?? 'person'
}
