const DEFAULT = 'en'
const MAX_LENGTH = 35

/** A language tag in its usual form ("en_us" is "en-US"); English for none, null for what is no tag. */
export function toLanguage(written: string | null): string | null {
  if (written === null || written === DEFAULT) return DEFAULT
  if (written.length > MAX_LENGTH || !/^[a-z]{2,3}(?:[-_]|$)/i.test(written)) return null
  try {
    return Intl.getCanonicalLocales(written.replaceAll('_', '-'))[0] ?? null
  } catch {
    return null
  }
}
