import { isBoolean, readStored, writeStored } from './stored.ts'

/** Whether single-key shortcuts are on; they can conflict with those of screen readers. */
export function areShortcutsOn(): boolean {
  return readStored('shortcuts', isBoolean) ?? true
}

export function switchShortcuts(on: boolean): void {
  writeStored('shortcuts', on)
}

/** Whether a key press is a shortcut: not while typing, in an open dialog or with a modifier. */
export function isCommand(event: KeyboardEvent): boolean {
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey
  if (hasModifier || event.defaultPrevented || event.isComposing) return false
  if (isTyping(event.target) || document.querySelector('dialog[open]')) return false
  return areShortcutsOn()
}

/** Moves focus along the links of a list, for j and k. */
export function moveFocus(selector: string, step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>(selector)]
  const at = links.indexOf(document.activeElement as HTMLElement)
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step
  links[Math.max(0, Math.min(next, links.length - 1))]?.focus()
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select')
}
