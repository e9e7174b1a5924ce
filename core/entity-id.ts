import type { EntityKind } from './article.ts'
import { fnv1a } from './text/fnv1a.ts'

/** Legal forms of companies; they do not distinguish organizations. */
const LEGAL_FORMS = new Set(
  'inc incorporated corp corporation co company cos ltd limited plc llc llp lp ag sa nv gmbh spa pty pte bhd'.split(
    ' ',
  ),
)

/** Letters that Unicode does not decompose, and those of other scripts common in news. */
const LETTERS: Record<string, string> = {
  ...pairs('ə ı ø ł đ ð þ ß æ œ ħ ŧ ŋ', 'e i o l d d th ss ae oe h t ng'),
  ...pairs('а б в г ґ д е ё ж з и і ї й к л м н о п', 'a b v g g d e yo zh z i i yi y k l m n o p'),
  ...pairs('р с т у ф х ц ч ш щ ы э ю я є', 'r s t u f kh ts ch sh shch y e yu ya ye'),
  ...pairs(
    'ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ',
    'a b g d e z e y t zh i l kh ts k h dz gh ch m',
  ),
  ...pairs('յ ն շ ո չ պ ջ ռ ս վ տ ր ց ւ փ ք օ ֆ և', 'y n sh o ch p j r s v t r ts u p k o f ev'),
  ...pairs('ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ ჟ რ', 'a b g d e v z t i k l m n o p zh r'),
  ...pairs('ს ტ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ', 's t u p k gh q sh ch ts dz ts ch kh j h'),
  ...pairs(
    'α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ ς τ υ φ χ ψ ω',
    'a v g d e z i th i k l m n x o p r s s t y f ch ps o',
  ),
  ь: '',
  ъ: '',
}

/** Maximum length of an id; a hash replaces the rest of a longer name. */
const LONGEST = 80

/**
 * The id of an entity by its canonical name; a country's "name" is its code ("az", "az-nk"). A pure function: marks,
 * case, a leading "the" and a company's legal form make no difference.
 */
export function entityId(kind: EntityKind, name: string): string {
  const words = romanizedWords(name)
  const telling = kind === 'organization' ? withoutForm(words) : words
  const slug = telling.join('-')
  const isWhole = slug !== '' && slug.length <= LONGEST
  return `${kind}-${isWhole ? slug : [slug.slice(0, LONGEST - 9), hashOf(name)].filter(Boolean).join('-')}`
    .replace('organization-', 'org-')
    .replace(/-{2,}/g, '-')
}

/** The words of a name in plain letters and digits, as ids hold them. */
export const romanizedWords = (name: string): string[] => romanized(name).match(/[a-z0-9]+/g) ?? []

/** Lower case in plain letters: "Məmmədova" and "Мамедова" become readable. */
function romanized(name: string): string {
  const lower = name.toLowerCase().replace(/['’ʻʼ.]/g, '')
  if (!/[^\0-\x7f]/.test(lower)) return lower
  const bare = lower.normalize('NFD').replace(/\p{M}/gu, '')
  return Array.from(bare, (letter) => LETTERS[letter] ?? letter).join('')
}

function withoutForm(words: string[]): string[] {
  const named = words[0] === 'the' && words.length > 1 ? words.slice(1) : words
  let end = named.length
  while (end > 1 && LEGAL_FORMS.has(named[end - 1]!)) end--
  if (end > 1 && end < named.length && named[end - 1] === 'and') end--
  return named.slice(0, end)
}

const hashOf = (name: string) => (fnv1a(name) >>> 0).toString(36)

function pairs(from: string, to: string): Record<string, string> {
  const values = to.split(' ')
  return Object.fromEntries(from.split(' ').map((letter, i) => [letter, values[i]!]))
}
