import { detectLanguage, isDetectable } from './detect-language.ts'
import { remembered } from './memoize.ts'

/** BCP 47 for a language that nobody knows. */
const UNKNOWN = 'und'
const MAX_LENGTH = 35

/**
 * The language of an article: what its text is in, with the region that the record says. The record alone decides where
 * the text is too short to tell, or in a language that cannot be told from others.
 */
export function languageOf(stated: string | null, title: string, body: string): string {
  const base = stated?.split('-')[0] ?? null
  if (base !== null && !isDetectable(base)) return stated!
  const detected = detectLanguage(title, body)
  return detected === null || detected === base ? (stated ?? UNKNOWN) : detected
}

/** A language tag in its usual form ("en_us" is "en-US"); null for what is none. */
export const toLanguage = remembered((written: string): string | null => {
  if (written.length > MAX_LENGTH || !/^[a-z]{2,3}(?:[-_]|$)/i.test(written)) return null
  try {
    return Intl.getCanonicalLocales(written.replaceAll('_', '-'))[0] ?? null
  } catch {
    return null
  }
})
