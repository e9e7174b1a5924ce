import { eld } from 'eld/small'

/** So much of a text tells its language; more only takes time. */
const SAMPLE_LENGTH = 600
/** Shorter texts may be a name in any language. */
const MIN_LETTERS = 16
const LETTER = /\p{L}/gu
/** Words that stand in nearly every English paragraph. */
const ENGLISH = /\b(?:the|of|and|to|that|with|was|is|are|has|from|by|for|on|said|it|he)\b/gi
const ENOUGH_ENGLISH = 4

/** The language of a text, by ISO 639-1; null where it is too short or mixed to say. */
export function detectLanguage(title: string, body: string): string | null {
  const sample = (body.length >= MIN_LETTERS ? body : `${title}\n${body}`).slice(0, SAMPLE_LENGTH)
  if (isPlainEnglish(sample)) return 'en'
  if ((sample.match(LETTER)?.length ?? 0) < MIN_LETTERS) return null
  const found = eld.detect(sample)
  return found.language !== '' && found.isReliable() ? found.language : null
}

/** True of most English texts, at a hundredth of the cost of comparing all languages. */
function isPlainEnglish(sample: string): boolean {
  const seen = new Set<string>()
  for (const [word] of sample.matchAll(ENGLISH)) {
    seen.add(word.toLowerCase())
    if (seen.size >= ENOUGH_ENGLISH && seen.has('the')) return true
  }
  return false
}

/** Whether the detector could have found a language, so that its silence or another answer tells something. */
export const isDetectable = (language: string) => DETECTABLE.has(language)

const DETECTABLE = new Set(
  `am ar az be bg bn ca cs da de el en es et eu fa fi fr gu he hi hr hu hy is it ja ka kn ko ku lo lt lv ml mr ms nl no
  or pa pl pt ro ru sk sl sq sr sv ta te th tl tr uk ur vi yo zh`.split(/\s+/),
)
