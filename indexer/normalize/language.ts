import { detectLanguage, isDetectable } from './detect-language.ts'
import { remembered } from './memoize.ts'

/** BCP 47 for an undetermined language. */
const UNKNOWN = 'und'
const MAX_LENGTH = 35

/**
 * The language of an article: detected from its text, with the region from the record. The record
 * alone decides if the text is too short, or in a language that the detector does not know.
 */
export function languageOf(stated: string | null, title: string, body: string): string {
  const base = stated?.split('-')[0] ?? null
  if (base !== null && !isDetectable(base)) return stated!
  const detected = detectLanguage(title, body)
  return detected === null || detected === base ? (stated ?? UNKNOWN) : detected
}

/** Normalizes a language tag ("en_us" becomes "en-US"); null if it is not one. */
export const toLanguage = remembered((written: string): string | null => {
  if (written.length > MAX_LENGTH || !/^[a-z]{2,3}(?:[-_]|$)/i.test(written)) return null
  try {
    return Intl.getCanonicalLocales(written.replaceAll('_', '-'))[0] ?? null
  } catch {
    return null
  }
})
