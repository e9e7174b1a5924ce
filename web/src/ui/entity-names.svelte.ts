import { untrack } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'
import { fetchEntity } from '../api.ts'

const UNKNOWN = '…'

const names = new SvelteMap<string, string>()
const { signal } = new AbortController()

/** The name behind an id, once `askName` has found it out; until then an ellipsis. */
export function nameOf(id: string): string {
  return names.get(id) ?? UNKNOWN
}

/** Finds out a name, once; an id that nothing answers to is shown as it is. */
export function askName(id: string): void {
  if (untrack(() => names.has(id))) return
  names.set(id, UNKNOWN)
  fetchEntity(id, signal).then(
    ({ name }) => names.set(id, name),
    () => names.set(id, id),
  )
}
