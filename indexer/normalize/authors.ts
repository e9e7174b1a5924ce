import { findDay } from './find-date.ts'

/** Labels before names, in the most common languages of the press. */
const LABEL =
  /^\s*(?:(?:post(?:ed)?|written|published|publi\u00e9|geschrieben|ver\u00f6ffentlicht|verfasst|article|story|text|words|report(?:ed|ing)?|reviewed|submitted|created|beitrag|eingestellt|gepostet|scritto|escrito|publicado|ein artikel|un article|una? nota)\s+)?(?:(?:post )?(?:author|autor|autorin|autore|auteur|autora|verfasser|redakteur|\u0430\u0432\u0442\u043e\u0440|yazar|foto|text|texte)\s*:?\s+)?(?:(?:by|von|par|por|di|da|door|av|af|przez|\u043e\u0442)\s*:?\s+)?/iu
/** Parts of a byline that are not names. */
const NO_NAME =
  /^(?:by|von|par|author|autor|admin(?:istrator)?|editor|editors|editorial(?: staff| team| board)?|staff(?: writer| reporter)?s?|redaktion|redaction|la r\u00e9daction|r\u00e9daction|redacci\u00f3n|redazione|redakcja|guest(?: author| post)?|gastautor|webmaster|team|anonymous|anonym|unknown|root|about.{0,40}|more.{0,40}|similar posts|related.{0,30}|follow.{0,30}|view.{0,40}|share.{0,20}|comments?|email|e-mail|twitter|facebook|updated?|published|posted|on|in|am|um|uhr|the author|\u00fcber den autor.*|\u00fcber die autorin.*|contributors?|license|.*creative commons.*|copyright.*|mehr|weiterlesen|\w*admin\w*|hace .*|vor \d.*|\d+ (?:comments?|kommentare?|commentaires?|comentarios?)|\d+ (?:hours?|minutes?|days?|stunden|tage) .*|(?:artikel|article|text|story) (?:von|by|par)\b.*|(?:CET|CEST|GMT|UTC|EST|PST)\.?|.*(?:edition|edited by).*|correspondents?|reporter|journalist|news desk|web desk|online|agenc(?:y|ies)|agence)$/iu
/** Words that occur only in names of organizations. */
const ORGANIZATION =
  /(?<![\p{L}\p{M}])(?:gmbh|ag|e\.\s?v|ltd|limited|inc|llc|llp|corp|se|kg|s\.a|verlag|redaktion|redacci\u00f3n|r\u00e9daction|redazione|pressestelle|agentur|agency|\p{L}*verband\p{L}*|verein|partei|stiftung|foundation|magazin|magazine|zeitung|news|media|press|ministerium|ministry|university|universit\u00e4t|institut|institute|feuerwehr|collectif|team|desk|staff|admin|\p{L}*anstalt|gesellschaft|solutions|group|amis|\p{L}*blog)(?![\p{L}\p{M}])/iu
const ADDRESS = /\S+@\S+\.\S+|https?:\/\/\S*|\bwww\.\S+/gi
const CLOCK =
  /\b\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*(?:uhr|[ap]\.?m\.?|h|est|gmt|utc|cet|ist))?(?![\p{L}\d])/giu
const NUMERIC_DATE = /\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?/g
const WEEKDAY =
  /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s*$|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b,?/giu
/** People's names have at most this many words; longer ones are descriptions. */
const MAX_NAME_WORDS = 6
const MAX_NAME_LENGTH = 60

const NAME_SUFFIX = /^(?:jr|sr|ii|iii|iv|phd|ph\.d|md|m\.d|esq)\.?$/i
const MAX_LENGTH = 10_000
/** "jane@example.org (Jane Roe)", the form used in RSS. */
const MAILBOX = /^\S+@\S+\s+\(([^)]+)\)$/

/**
 * Splits a byline or author field into names: "By Ana Ferro and Jo Roe", "Ferro; Roe", "Ana Ferro,
 * Jo Roe".
 */
export function splitAuthors(text: string): string[] {
  if (text.length > MAX_LENGTH) return [text]
  const names = text
    .replace(/^\s*(?:by|von|par|por)\s*:?\s+/i, '')
    .split(/\s*[;|\n]\s*|\s+(?:and|&|und|et)\s+/i)
    .flatMap(splitAtCommas)
    .map(cleanName)
    .filter((name) => name !== '')
  return [...new Set(names)]
}

/** "Roe, Jane" is one name; commas separate names only if some part is a name of several words. */
function splitAtCommas(text: string): string[] {
  const parts = text.split(/\s*,\s*/).filter((part) => part !== '')
  if (!parts.some((part) => /\S\s+\S/.test(part))) return [text]

  return parts.reduce<string[]>((names, part) => {
    if (NAME_SUFFIX.test(part) && names.length > 0) names.push(`${names.pop()}, ${part}`)
    else names.push(part)
    return names
  }, [])
}

function cleanName(name: string): string {
  const trimmed = name.trim().replace(/^(?:and|&|by)\s+/i, '')
  const mailbox = MAILBOX.exec(trimmed)
  if (mailbox) return mailbox[1]!.trim()
  return trimmed.replace(/\s*\([^)]*\)$/, '').replace(/^[,\s]+|[,\s]+$/g, '')
}

/** Extracts the names from a page's byline, without dates, labels, outlets and descriptions. */
export function cleanAuthors(text: string, outlets: string[]): string[] {
  if (text.length > MAX_LENGTH || CHECKED.test(text.trim())) return []
  const plain = withoutDates(text).replace(BEFORE, '').replace(LABEL, '').replace(LABEL, '')
  if (text.length > 40 && /\p{Ll}\. \p{Lu}/u.test(text)) return []
  if (LOCATED.test(text) || (text.includes(',') && ORGANIZATION.test(text))) return []
  const known = outlets.map(spaced).filter((outlet) => outlet.length > 5)
  return splitAuthors(plain.replaceAll(' / ', ';'))
    .map((name) =>
      name
        .replace(ADDRESS, '')
        .replace(LABEL, '')
        .replace(AFTER, '')
        .replace(EDGES, '')
        .replace(DEGREE, '')
        .replace(DEGREE, ''),
    )
    .filter((name) => isName(name) && !isOutlet(name, known))
}

/** "View all posts by Jane Roe", "Veröffentlicht vonJane Roe"; not "Christoph von Ritter". */
const BEFORE =
  /^(?:[^|]{0,30}?(?:posts?|posted|beitr\u00e4ge|beitrag|ver\u00f6ffentlicht|geschrieben|verfasst|erstellt|eingestellt|gespeichert|alles?|written|published|publi\u00e9|publicado|escrito|articles?|submitted|created|filed|story|text)[^|]{0,30}?)?(?:by|von|par|por|autor(?:in)?|author|door)\s*:?\s*(?=[\p{L}\d])/iu
/** Text that follows a name without a separator. */
const AFTER =
  /\s+(?:(?:am|on|in|at|um|le|el|il|den|vom)\b[:.,]?\s*(?=\d|\||$).*|(?:datum|date|updated?|last updated|published|ver\u00f6ffentlicht|shares?|follow|via|from|for the|for|hace)\b.*|(?:fr|sa|so|mo|di|mi|do|mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim)\.?,?\s*)$/iu
const DEGREE = /,?\s+(?:ph\.?\s?d|m\.?d|mba|rd|rn|msc|ma|ba|esq)\.?$/i
/** People who only checked a text are not its authors. */
const CHECKED =
  /^(?:edited|reviewed|medically reviewed|fact[- ]checked|gepr\u00fcft|bearbeitet|zuletzt|last|foto|fotos|photos?|bild|bilder|image|translated|\u00fcbersetzt)\b/iu
/** "Casa Editorial El Tiempo" is El Tiempo; "Daniel Lemire's blog" is Daniel Lemire's. */
const isOutlet = (name: string, outlets: string[]) => {
  const words = spaced(name)
  return outlets.some((outlet) => {
    const isPhrase = outlet.trim().includes(' ')
    return squeezed(name) === squeezed(outlet) || (isPhrase && words.includes(outlet))
  })
}

/** Pads the words of a text with spaces, so that only whole words match. */
const spaced = (text: string) =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `

/** Organizations often give their country with their name. */
const LOCATED =
  /,\s*(?:Germany|Deutschland|Austria|Österreich|Switzerland|Schweiz|France|UK|United Kingdom|USA|United States|Italy|Italia|Spain|España|Poland|Polska)\.?\s*$/

const squeezed = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

const EDGES = /^[^\p{L}\d"'\u201c]+|[\s,;:|/\u00bb\u2013\u2014\u00b7\u2022-]+$/gu

function withoutDates(text: string): string {
  let rest = text.replace(NUMERIC_DATE, '|').replace(CLOCK, '|')
  const day = findDay(rest)
  if (day) rest = `${rest.slice(0, day.start).replace(WEEKDAY, '')}|${rest.slice(day.end)}`
  return rest
}

/** Signatures of agencies and staff: "AgE", "ERBOL", "cpm". */
const SIGN = /^(?:\p{Lu}{2,6}|\p{Lu}\p{Ll}\p{Lu}|[bcdfghj-np-tv-xz]{2,4})$/u

/** "EFC Port Courant": clubs and parties; people have at most two initials. */
const ACRONYM_FIRST = /^\p{Lu}{3,} .*\p{Ll}/u

/** "5 hours ago" is often glued to the name. */
const AGO =
  /\d+ ?(?:minutes?|hours?|days?|weeks?|months?|minuten|stunden?|tagen?|wochen|monaten?|heures?|jours?|horas?|d\u00edas?)/iu

function isName(name: string): boolean {
  return (
    name.length > 1 &&
    name.length <= MAX_NAME_LENGTH &&
    name.split(/\s+/).length <= MAX_NAME_WORDS &&
    /\p{L}/u.test(name) &&
    !/[!?{}<>=]|\. \p{L}{2,} \p{Ll}/u.test(name) &&
    !NO_NAME.test(name) &&
    !AGO.test(name) &&
    !SIGN.test(name) &&
    !ACRONYM_FIRST.test(name) &&
    !name.includes(' - ') &&
    !/\.(?:com|org|net|de)$/i.test(name) &&
    !ORGANIZATION.test(name)
  )
}
