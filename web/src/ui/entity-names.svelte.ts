import { untrack } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'
import { fetchEntity } from '../api.ts'

const UNKNOWN = '…'

const names = new SvelteMap<string, string>()
const { signal } = new AbortController()

/** The name for an id once `askName` has fetched it; an ellipsis until then. */
export function nameOf(id: string): string {
  return names.get(id) ?? UNKNOWN
}

/** Fetches a name once; an unknown id is shown as it is. */
export function askName(id: string): void {
  if (untrack(() => names.has(id))) return
  names.set(id, UNKNOWN)
  fetchEntity(id, signal).then(
    ({ name }) => names.set(id, name),
    () => names.set(id, id),
  )
}
