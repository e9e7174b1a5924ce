/** Romanizations that depend on the language, which is detected by letters that only it has. */
const CYRILLIC_AZERBAIJANI = /[әҹғҝһөүј]/
const CYRILLIC_SERBIAN = /[ђљњћџ]/
const CYRILLIC_UKRAINIAN = /[іїєґ]/
const LATIN_AZERBAIJANI = /[əğış]/

const RUSSIAN = table(
  'а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ _ ы y ь _ э e ю yu я ya',
)
const SERBIAN = { ...RUSSIAN, ...table('ђ dj ј j љ lj њ nj ћ ch џ dzh х h') }
const UKRAINIAN = { ...RUSSIAN, ...table('г h и y і i ї yi є ye ґ g') }
const AZERBAIJANI_CYRILLIC = { ...RUSSIAN, ...table('ә a ҹ j ғ gh ҝ g һ h ө o ү u ј y') }
const AZERBAIJANI_LATIN = table('ə a c j ç ch ş sh ğ gh x kh q g ı i ö o ü u j zh')
const ARMENIAN = table(
  'ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f և ev',
)
const GEORGIAN = table(
  'ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h',
)
const GREEK = table(
  'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o',
)
const ARABIC = table(
  'ا a أ a إ i آ a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع _ غ gh ف f ق q ك k ل l م m ن n ه h و u ي i ى a ة a ء _ ئ i ؤ u',
)
const OTHERS = {
  ...ARMENIAN,
  ...GEORGIAN,
  ...GREEK,
  ...ARABIC,
  ...table('ə e ı i ø o ł l đ d ð d þ th ß ss æ ae œ oe'),
}
/** How Balkan and German Latin letters are written without marks. */
const SPELLED_OUT = table('č ch ć ch š sh ž zh ç ch ş sh ä ae ö oe ü ue ø oe å aa ñ ny')

/**
 * A name in plain lower-case Latin letters, words separated by spaces. Several answers where a letter may be read in
 * more than one way; the first is the usual one.
 */
export function romanize(name: string): string[] {
  const lower = name.toLowerCase().normalize('NFC')
  if (!/[^\0-\x7f]/.test(lower)) return [plainWords(lower)]
  const readings = scriptsOf(lower).map((letters) => plainWords(spelled(lower, letters)))
  return [...new Set(readings)]
}

function scriptsOf(lower: string): Record<string, string>[] {
  if (/\p{Script=Cyrillic}/u.test(lower)) return [cyrillicOf(lower)]
  if (/[ա-և]/.test(lower)) return [ARMENIAN]
  if (LATIN_AZERBAIJANI.test(lower)) return [AZERBAIJANI_LATIN, {}, SPELLED_OUT]
  return [{}, SPELLED_OUT]
}

function cyrillicOf(lower: string): Record<string, string> {
  if (CYRILLIC_SERBIAN.test(lower)) return SERBIAN
  if (CYRILLIC_AZERBAIJANI.test(lower)) return AZERBAIJANI_CYRILLIC
  return CYRILLIC_UKRAINIAN.test(lower) ? UKRAINIAN : RUSSIAN
}

function spelled(lower: string, letters: Record<string, string>): string {
  const prepared = /[ա-և]/.test(lower) ? armenianPairs(lower) : lower.replace(/дж/g, 'j')
  return Array.from(prepared, (letter) => letters[letter] ?? withoutMarks(letter)).join('')
}

/** Digraph vowels, and letters with another sound at the start of a word. */
function armenianPairs(lower: string): string {
  return lower
    .replace(/ու/g, 'u')
    .replace(/(?<!\p{L})ո/gu, 'vo')
    .replace(/(?<!\p{L})ե/gu, 'ye')
}

function withoutMarks(letter: string): string {
  const bare = letter.normalize('NFD').replace(/\p{M}/gu, '')
  return Array.from(bare, (plain) => OTHERS[plain] ?? plain).join('')
}

/** Drops apostrophes; every other sign except a hyphen separates words. */
function plainWords(text: string): string {
  return text
    .replace(/['’ʻʼ‘`]/g, '')
    .replace(/[^a-z0-9-]+/g, ' ')
    .replace(/(^|\s)-+|-+(?=\s|$)/g, ' ')
    .trim()
}

function table(text: string): Record<string, string> {
  const parts = text.split(' ')
  const letters: Record<string, string> = {}
  for (let i = 0; i < parts.length; i += 2) {
    letters[parts[i]!] = parts[i + 1] === '_' ? '' : parts[i + 1]!
  }
  return letters
}
