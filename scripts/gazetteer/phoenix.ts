/** A name of the Phoenix dictionaries with the codes that follow it. */
export interface DictionaryBlock {
  /** The name and its synonyms, in capitals, separated by spaces. */
  names: string[]
  /** For example "AZEGOV 930624-031031"; a code with dates belongs to a person. */
  codes: string[]
  comment: string
}

/** Parses a dictionary: names, "+" for a synonym, "[CODE dates]" on the same or following lines. */
export function readBlocks(text: string): DictionaryBlock[] {
  const blocks: DictionaryBlock[] = []
  let block: DictionaryBlock | null = null
  for (const raw of text.split('\n')) {
    const [line = '', comment = ''] = split(raw)
    const name = clean(line.replace(/\[[^\]]*\]?/g, ''))
    const codes = [...line.matchAll(/\[([^\]]*)\]?/g)].map((match) => match[1]!.trim())
    if (name && !line.startsWith('+') && (!block || block.codes.length > 0)) {
      block = { names: [], codes: [], comment: '' }
      blocks.push(block)
    }
    if (!block) continue
    if (name) block.names.push(name)
    block.codes.push(...codes)
    block.comment += comment
  }
  return blocks
}

function split(raw: string): string[] {
  const at = raw.search(/[;#]/)
  return at < 0 ? [raw] : [raw.slice(0, at), raw.slice(at + 1)]
}

/** Underscores, pluses and control characters all stand for spaces in these files. */
function clean(name: string): string {
  return name.replace(/[\p{Cc}_+\s]+/gu, ' ').trim()
}

const AGENT = /^[A-Z]{3}(GOV|ELI|OPP|MIL|BUS|JUD|MED|CVL|EDU|LEG)/

/** Whether a block is an office-holder: its codes have dates, or its comment names the list of rulers it came from. */
export function isPerson({ codes, comment, names }: DictionaryBlock): boolean {
  const dated = codes.some((code) => AGENT.test(code) && /[<>]?\d{6}/.test(code))
  return (dated || /CountryInfo\.txt|IGOrulers|PITF/.test(comment)) && names[0]!.includes(' ')
}
