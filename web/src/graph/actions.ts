import { type Operation, USUAL_EXPAND, USUAL_PATHS } from '#core/graph-log/operation.ts'
import type { Workspace } from './workspace.svelte.ts'

/** An action on the selected entities, or else on the focused one. */
export interface Action {
  label: string
  key: string
  /** What it does, in one sentence. */
  help: string
  isPossible: (workspace: Workspace, ids: readonly string[]) => boolean
  act: (workspace: Workspace, ids: readonly string[]) => void
}

export type ActionName =
  'expand' | 'hide' | 'keep' | 'pin' | 'fold' | 'grow' | 'invert' | 'reveal' | 'paths'

const isOne = (_: Workspace, ids: readonly string[]): boolean => ids.length === 1
const areAny = (_: Workspace, ids: readonly string[]): boolean => ids.length > 0
const areMany = (_: Workspace, ids: readonly string[]): boolean => ids.length > 1

export const ACTIONS: Record<ActionName, Action> = {
  expand: {
    label: `Add ${USUAL_EXPAND} ties`,
    key: 'e',
    help: 'Adds the names that it is most strongly tied to',
    isPossible: isOne,
    act: (workspace, [id]) =>
      workspace.step({ op: 'expand', id: id!, count: USUAL_EXPAND, sort: null, kinds: null }),
  },
  hide: {
    label: 'Hide',
    key: 'h',
    help: 'Takes it out of the picture',
    isPossible: areAny,
    act: (workspace, ids) => workspace.step({ op: 'hide', ids: [...ids] }, []),
  },
  keep: {
    label: 'Hide others',
    key: 'H',
    help: 'Leaves only what is selected',
    isPossible: areAny,
    act: (workspace, ids) => workspace.step({ op: 'keep', ids: [...ids] }),
  },
  pin: {
    label: 'Pin or unpin',
    key: 'p',
    help: 'Keeps it where it is',
    isPossible: isOne,
    act: (workspace, [id]) => workspace.step(pinStep(workspace, id!)),
  },
  fold: {
    label: 'Fold or unfold',
    key: 'f',
    help: 'Draws the names whose strongest tie is with it as one with it',
    isPossible: isOne,
    act: (workspace, [id]) => workspace.step(foldStep(workspace, id!)),
  },
  grow: {
    label: 'Select neighbours',
    key: 'a',
    help: 'Adds the names tied to it to the selection',
    isPossible: areAny,
    act: (workspace, ids) =>
      workspace.select([...new Set([...ids, ...ids.flatMap((id) => workspace.neighboursOf(id))])]),
  },
  invert: {
    label: 'Invert selection',
    key: 'i',
    help: 'Selects what is not selected',
    isPossible: () => true,
    act: (workspace) => {
      const all = workspace.picture?.nodes.map(({ id }) => id) ?? []
      workspace.select(all.filter((id) => workspace.isLine || !workspace.selected.includes(id)))
    },
  },
  reveal: {
    label: 'All ties among these',
    key: 'r',
    help: 'Shows every tie among them, however few articles it has',
    isPossible: areMany,
    act: (workspace, ids) => workspace.step({ op: 'reveal', ids: [...ids] }),
  },
  paths: {
    label: 'Paths between',
    key: 'w',
    help: 'Adds the names on the best routes between the two',
    isPossible: (_, ids) => ids.length === 2,
    act: (workspace, [a, b]) => workspace.step({ op: 'paths', a: a!, b: b!, count: USUAL_PATHS }),
  },
}

function pinStep(workspace: Workspace, id: string): Operation {
  const node = workspace.nodes.get(id)
  if (!node || node.isPinned) return { op: 'unpin', id }
  return { op: 'pin', id, x: Math.round(node.x), y: Math.round(node.y) }
}

function foldStep(workspace: Workspace, id: string): Operation {
  const isFolded = workspace.drawn.data?.scene.folds.includes(id)
  return isFolded ? { op: 'show', ids: [id] } : { op: 'fold', id }
}
