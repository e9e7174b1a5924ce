const NAME_SUFFIX = /^(?:jr|sr|ii|iii|iv|phd|ph\.d|md|m\.d|esq)\.?$/i
const MAX_LENGTH = 10_000
/** "jane@example.org (Jane Roe)", as RSS has it. */
const MAILBOX = /^\S+@\S+\s+\(([^)]+)\)$/

/** The names in a byline or author field: "By Ana Ferro and Jo Roe", "Ferro; Roe", "Ana Ferro, Jo Roe". */
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

/** "Roe, Jane" is one name; commas part names only where some part is a name of several words. */
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
