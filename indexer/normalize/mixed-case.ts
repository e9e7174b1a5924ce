const SMALL_WORDS = /^(?:DE|DA|DO|DOS|DEL|DI|DU|ES|LA|LE|OF|THE|AND|AU|SUR)$/

/** "RIO DE JANEIRO" becomes "Rio de Janeiro"; a name not all in capitals is unchanged. */
export function mixedCase(name: string): string {
  if (/\p{Ll}/u.test(name)) return name
  return name.replace(/[\p{L}\p{M}'’]+/gu, (word, at: number) =>
    at > 0 && SMALL_WORDS.test(word)
      ? word.toLowerCase()
      : word.charAt(0) + word.slice(1).replaceAll('İ', 'i').toLowerCase(),
  )
}
