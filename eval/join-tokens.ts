/** Running text joined from words, with their offsets. */
export interface JoinedText {
  text: string
  starts: number[]
  ends: number[]
}

const CLOSING = /^(?:[.,;:!?%)\]}…]|['’](?:s|S|re|ve|ll|d|m|t)?|n['’]t)$/
const OPENING = /^[([{$£€]$/

/** Joins tokenized paragraphs with normal spacing: punctuation attached, "U . S ." and "Kim Jong - un" as one. */
export function joinTokens(paragraphs: string[][]): JoinedText[] {
  let offset = 0
  return paragraphs.map((tokens) => {
    const joined = joinParagraph(tokens, offset)
    offset += joined.text.length
    return joined
  })
}

function joinParagraph(tokens: string[], offset: number): JoinedText {
  const starts: number[] = []
  const ends: number[] = []
  let text = ''
  let isQuoted = false
  tokens.forEach((token, i) => {
    const isQuote = token === '"'
    const closes = isQuote ? isQuoted : CLOSING.test(token)
    if (i > 0 && !closes && !isJoined(tokens, i, isQuoted)) text += ' '
    if (isQuote) isQuoted = !isQuoted
    starts.push(offset + text.length)
    text += token
    ends.push(offset + text.length)
  })
  return { text: `${text}\n\n`, starts, ends }
}

/** Whether a word follows the one before it without a space. */
function isJoined(tokens: string[], i: number, isQuoted: boolean): boolean {
  const token = tokens[i]!
  const before = tokens[i - 1]!
  if (OPENING.test(before) || (before === '"' && isQuoted)) return true
  if (before === '’' || before === "'") return /^(?:s|re|ve|ll|d|m|t)$/.test(token)
  if (before === '.') return isInitial(tokens[i - 2]) && isInitial(token) && tokens[i + 1] === '.'
  return (token === '-' || before === '-') && isCompound(tokens, token === '-' ? i : i - 1)
}

const isInitial = (token: string | undefined) => /^\p{Lu}$/u.test(token ?? '')

function isCompound(tokens: string[], hyphen: number): boolean {
  const isWord = (token: string | undefined) => /^[\p{L}\p{N}]+$/u.test(token ?? '')
  return isWord(tokens[hyphen - 1]) && isWord(tokens[hyphen + 1])
}
