import { isUtf8 } from 'node:buffer'

export interface Decoded {
  text: string
  /** What had to be guessed, as the end of a sentence; null where nothing had. */
  doubt: string | null
}

const REPLACEMENT = '\ufffd'

/**
 * Reads bytes as UTF-8, or as the encoding that they declare or else Windows-1252 where they are none. A few bad bytes
 * in what otherwise is UTF-8 do not change the rest.
 */
export function decode(bytes: Buffer, declared: string | null = null): Decoded {
  const { text, doubt } = decodeAll(bytes, declared)
  if (!text.includes('\0')) return { text, doubt }
  const clean = text.replaceAll('\0', '')
  const zeros = text.length - clean.length
  const loss = `had ${zeros === 1 ? 'a zero byte, which was' : `${zeros} zero bytes, which were`} left out`
  return { text: clean, doubt: doubt === null ? loss : `${doubt}, and ${loss}` }
}

function decodeAll(bytes: Buffer, declared: string | null): Decoded {
  const text = bytes.toString()
  // Looks for one character only, which costs nothing in plain ASCII.
  if (!text.includes(REPLACEMENT) || isUtf8(bytes)) return { text, doubt: null }

  const { good, bad } = countNonAscii(text)
  if (good > bad)
    return { text, doubt: `has ${bad === 1 ? 'a byte' : `${bad} bytes`} that UTF-8 does not have` }
  const decoder = decoderFor(declared)
  return { text: decoder.decode(bytes), doubt: `is not UTF-8 and was read as ${decoder.encoding}` }
}

/** The decoder for an encoding's name; Windows-1252 for unknown ones and for the UTF-8 that it is not. */
export function decoderFor(name: string | null): TextDecoder {
  try {
    const decoder = new TextDecoder(name ?? 'windows-1252')
    return decoder.encoding === 'utf-8' ? new TextDecoder('windows-1252') : decoder
  } catch {
    return new TextDecoder('windows-1252')
  }
}

function countNonAscii(text: string): { good: number; bad: number } {
  let good = 0
  let bad = 0
  for (const character of text) {
    if (character === REPLACEMENT) bad++
    else if (character > '\x7f') good++
  }
  return { good, bad }
}
