import { eld } from 'eld/extrasmall'

/** This much text is enough; more only takes time. */
const SAMPLE_LENGTH = 600
/** Half as much text for the detector halves its time. */
const DETECTED_LENGTH = 300
/** Shorter texts may be names in any language. */
const MIN_LETTERS = 16
const LETTER = /[\p{L}\p{M}]/gu
const SPACE = /\s/g
/**
 * With fewer letters it is a table, whose abbreviations the detector would take for Dutch or
 * Lithuanian.
 */
const MIN_SHARE_OF_LETTERS = 0.6
/**
 * Words in nearly every English paragraph but in no similar language (Dutch has "was", "is" and
 * "of").
 */
const ENGLISH =
  /\b(?:the|and|to|that|with|are|has|from|on|said|it|its|be|which|this|than|they|would|after|year)\b/gi
const ENOUGH_ENGLISH = 4

/** Detects the language of a text as ISO 639-1; null if it is too short or mixed. */
export function detectLanguage(title: string, body: string): string | null {
  const sample = (body.length >= MIN_LETTERS ? body : `${title}\n${body}`).slice(0, SAMPLE_LENGTH)
  if (isPlainEnglish(sample)) return 'en'
  if (!hasEnoughLetters(sample)) return null
  const found = eld.detect(sample.slice(0, DETECTED_LENGTH))
  return found.language !== '' && found.isReliable() ? found.language : null
}

function hasEnoughLetters(sample: string): boolean {
  const letters = count(sample, LETTER)
  const others = sample.length - letters - count(sample, SPACE)
  return letters >= MIN_LETTERS && letters >= MIN_SHARE_OF_LETTERS * (letters + others)
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

/** True for most English texts, at a hundredth of the cost of comparing all languages. */
function isPlainEnglish(sample: string): boolean {
  const seen = new Set<string>()
  for (const [word] of sample.matchAll(ENGLISH)) {
    seen.add(word.toLowerCase())
    if (seen.size >= ENOUGH_ENGLISH) return true
  }
  return false
}

/**
 * Whether the detector knows the language, so that another result, or none, is evidence against it.
 */
export const isDetectable = (language: string) => DETECTABLE.has(language)

const DETECTABLE = new Set(
  `am ar az be bg bn ca cs da de el en es et eu fa fi fr gu he hi hr hu hy is it ja ka kn ko ku lo lt lv ml mr ms nl no
  or pa pl pt ro ru sk sl sq sr sv ta te th tl tr uk ur vi yo zh`.split(/\s+/),
)
