import { counted } from '../ui/format.ts'
import { describeStep } from './describe.ts'
import type { Drawn, Workspace } from './workspace.svelte.ts'

/** Screen reader announcement after a step: "Expand Leyla Mammadova by 12: 12 added. 53 names and 96 ties shown." */
export function announce({ picture, scene, steps }: Drawn, workspace: Workspace): string {
  const last = steps.at(-1)!
  const added = scene.added.at(-1) ?? 0
  const shown = `${counted(picture.nodes.length, 'name')} and ${counted(picture.lines.length, 'tie')} shown.`
  if (last.op === 'search' || workspace.done.length === 0) return shown
  const what = describeStep(last, (id) => workspace.nameOf(id))
  if (last.op === 'expand' && added === 0) return `${what}: there are no further ties. ${shown}`
  return added > 0 ? `${what}: ${added} added. ${shown}` : `${what}. ${shown}`
}
