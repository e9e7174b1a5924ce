import { isBoolean, readStored, writeStored } from './stored.ts'

/** Whether single letters are commands; they may be in the way of a screen reader's own. */
export function areShortcutsOn(): boolean {
  return readStored('shortcuts', isBoolean) ?? true
}

export function switchShortcuts(on: boolean): void {
  writeStored('shortcuts', on)
}

/** A key that is a command: nothing is being typed, no dialog is open, no modifier held. */
export function isCommand(event: KeyboardEvent): boolean {
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey
  if (hasModifier || event.defaultPrevented || event.isComposing) return false
  if (isTyping(event.target) || document.querySelector('dialog[open]')) return false
  return areShortcutsOn()
}

/** Moves focus among links of a list, as j and k do. */
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
