export type Yaml = string | null | Yaml[] | { [name: string]: Yaml }

interface Line {
  indent: number
  text: string
}

/**
 * Reads the plain part of YAML: maps and lists in lines of their own, and values that are words, numbers or quoted.
 * All values are texts. Throws on anything else, so that a file that a test reads stays plain.
 */
export function parsePlainYaml(source: string): Yaml {
  const lines = source.split('\n').filter((line) => !/^\s*(#.*)?$/.test(line))
  const rest = lines.map((line) => ({ indent: line.search(/\S/), text: line.trim() }))
  const value = readBlock(rest, 0)
  if (rest.length > 0) throw new Error(`not indented as a plain file is: ${rest[0]!.text}`)
  return value
}

/** Takes the lines that it reads from `rest`. */
function readBlock(rest: Line[], indent: number): Yaml {
  return rest[0]?.text.startsWith('- ') ? readList(rest, indent) : readMap(rest, indent)
}

function readList(rest: Line[], indent: number): Yaml[] {
  const items: Yaml[] = []
  while (rest[0]?.indent === indent && rest[0].text.startsWith('- ')) {
    items.push(readScalar(rest.shift()!.text.slice(2)))
  }
  return items
}

function readMap(rest: Line[], indent: number): Yaml {
  const map: { [name: string]: Yaml } = {}
  while (rest[0]?.indent === indent) {
    const { text } = rest.shift()!
    const [, name, value] = /^([\w.-]+):(?: (.+))?$/.exec(text) ?? []
    if (name === undefined) throw new Error(`not plain: ${text}`)
    if (Object.hasOwn(map, name)) throw new Error(`${name} stands twice`)
    const deeper = rest[0] && rest[0].indent > indent ? rest[0].indent : null
    if (value !== undefined) map[name] = readScalar(value)
    else map[name] = deeper === null ? null : readBlock(rest, deeper)
  }
  return map
}

function readScalar(text: string): string {
  const [, quoted] = /^'((?:[^']|'')*)'$/.exec(text) ?? []
  if (quoted !== undefined) return quoted.replaceAll("''", "'")
  if (/^"[^"\\]*"$/.test(text)) return text.slice(1, -1)
  if (/^[\w./-][\w./:-]*$/.test(text)) return text
  throw new Error(`not plain: ${text}`)
}
