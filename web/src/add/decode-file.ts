const DECLARED = /<meta\b[^>]{0,200}\bcharset\s*=\s*["']?([\w-]{1,40})/i

/** The text of a saved page, in UTF-8 or the encoding that it names. */
export async function decodeFile(file: File): Promise<string> {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const head = new TextDecoder('latin1').decode(bytes.slice(0, 4096))
    return decoderFor(DECLARED.exec(head)?.[1]).decode(bytes)
  }
}

function decoderFor(name: string | undefined): TextDecoder {
  try {
    return new TextDecoder(name === undefined || /^utf-?8$/i.test(name) ? 'windows-1252' : name)
  } catch {
    return new TextDecoder('windows-1252')
  }
}
