import { eld } from 'eld/extrasmall'

/** So much of a text tells its language; more only takes time. */
const SAMPLE_LENGTH = 600
/** The detector takes half of that, at half the time. */
const DETECTED_LENGTH = 300
/** Shorter texts may be a name in any language. */
const MIN_LETTERS = 16
const LETTER = /[\p{L}\p{M}]/gu
const SPACE = /\s/g
/** Less of letters is a table: the detector takes its few abbreviations for Dutch or Lithuanian. */
const MIN_SHARE_OF_LETTERS = 0.6
/** Words of nearly every English paragraph that no language near to it has, as Dutch has "was", "is" and "of". */
const ENGLISH =
  /\b(?:the|and|to|that|with|are|has|from|on|said|it|its|be|which|this|than|they|would|after|year)\b/gi
const ENOUGH_ENGLISH = 4

/** The language of a text, by ISO 639-1; null where it is too short or mixed to say. */
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

/** True of most English texts, at a hundredth of the cost of comparing all languages. */
function isPlainEnglish(sample: string): boolean {
  const seen = new Set<string>()
  for (const [word] of sample.matchAll(ENGLISH)) {
    seen.add(word.toLowerCase())
    if (seen.size >= ENOUGH_ENGLISH) return true
  }
  return false
}

/** Whether the detector could have found a language, so that its silence or another answer tells something. */
export const isDetectable = (language: string) => DETECTABLE.has(language)

const DETECTABLE = new Set(
  `am ar az be bg bn ca cs da de el en es et eu fa fi fr gu he hi hr hu hy is it ja ka kn ko ku lo lt lv ml mr ms nl no
  or pa pl pt ro ru sk sl sq sr sv ta te th tl tr uk ur vi yo zh`.split(/\s+/),
)
