import { isUtf8 } from 'node:buffer'

export interface Decoded {
  text: string
  /** What had to be guessed, as the end of a sentence; null if nothing. */
  doubt: string | null
}

const REPLACEMENT = '\ufffd'

/**
 * Decodes bytes as UTF-8, else in the declared encoding, else as Windows-1252. A few bad bytes in
 * otherwise valid UTF-8 do not change the rest.
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
  // Looking for one character is free in plain ASCII.
  if (!text.includes(REPLACEMENT) || isUtf8(bytes)) return { text, doubt: null }

  const { good, bad } = countNonAscii(text)
  if (good > bad)
    return { text, doubt: `has ${bad === 1 ? 'a byte' : `${bad} bytes`} that UTF-8 does not have` }
  const decoder = decoderFor(declared)
  return { text: decoder.decode(bytes), doubt: `is not UTF-8 and was read as ${decoder.encoding}` }
}

/**
 * The decoder for an encoding's name; Windows-1252 for unknown ones, and for UTF-8, which was ruled
 * out before.
 */
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
