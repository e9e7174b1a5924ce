/** Small settings stored in the browser; without storage they last until the page is closed. */
export function readStored<T>(name: string, isValid: (value: unknown) => value is T): T | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`dateline.${name}`) ?? 'null')
    return isValid(value) ? value : null
  } catch {
    return null
  }
}

export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'

export function writeStored(name: string, value: unknown): void {
  try {
    localStorage.setItem(`dateline.${name}`, JSON.stringify(value))
  } catch {
    // Storage is full or disabled; the page works without it.
  }
}
