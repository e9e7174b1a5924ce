/** Phrases that news sites print after a text, at the beginning of a line. */
const PHRASE =
  /^(?:follow us\b|leave (?:a|your) (?:review|comment|reply)|(?:read|see) (?:more|also|next)\b|related(?: (?:articles?|stories|news|topics?|posts?))?:?$|most (?:read|popular|viewed)|more (?:from|on this|news|stories)\b|recommended(?: for you)?:?$|sign up (?:for|to)\b|subscribe (?:to|now|here|today)|click here\b|to subscribe\b|share (?:this|on|via|the article)|print this|e-?mail this|©|\(c\) ?(?:\d{4}|copyright)|copyright (?:©|\(c\)|\d{4})|all rights reserved|support (?:independent|our|quality|free) |become a (?:member|subscriber)|join (?:us|our)\b|download (?:our|the) app|tags?:|(?:topics|keywords|categories):|report (?:a|an) (?:typo|error|mistake)|found a (?:typo|mistake)|when using (?:the|this|our) material|reproduction (?:of|without|is)|this (?:article|story|content) (?:was produced|may not be)|our (?:standards|newsletter)\b|get (?:our|the latest)\b.*\b(?:newsletter|inbox|updates)|(?:add|post|write) a comment|\d+ comments?$|comments? (?:are|\(\d+\))|advertisement$|-+ ?(?:ends?|30|0) ?-+$|###$)/i

/** Words that make up section labels: "News Line", "World Politics". */
const LABEL =
  /^(?:(?:news|line|politics|political|economy|economics|society|sports?|culture|business|world|opinion|home|latest|headlines|top|stories|local|national|international|regional|foreign|domestic|affairs|technology|science|health|education|weather|finance|markets|energy|environment|travel|entertainment|lifestyle|arts?|analysis|interviews?|photos?|video|gallery|archive|share|tweet|print|save|comments?|menu|search|contact|contacts|about|us|newsletter|advertisement|tags?|and|&|the|ends?)[ ,|/]*){1,4}$/i

const SENTENCE_END = /[.!?…]["”’»)\]]*$|["”»]$/
const MAX_LINE = 250
/** Longer boilerplate would be a text of its own. */
const MAX_LINES = 40

export interface Line {
  text: string
  start: number
  end: number
}

/**
 * The offset of the boilerplate at the end of a text, or the text's length. It begins with a known
 * line at the beginning of a paragraph and includes all later lines, as long as none of them reads
 * like a sentence.
 */
export function tailStart(text: string): number {
  let start = text.length
  let lines = 0
  let above: Line | null = lastLine(text, text.length)
  while (above && lines++ < MAX_LINES) {
    const line: Line = above
    above = lastLine(text, line.start)
    if (line.text.length > MAX_LINE) break
    if (isBoilerplate(line.text)) {
      if (!above || startsParagraph(text, above, line, start)) start = line.start
    } else if (endsSentence(line.text)) break
  }
  return start
}

/** The last nonblank line before an offset; null if there is none. */
export function lastLine(text: string, before: number): Line | null {
  let end = before
  while (end > 0 && text.charCodeAt(end - 1) <= 0x20) end--
  if (end === 0) return null
  const start = text.lastIndexOf('\n', end - 1) + 1
  return { text: text.slice(start, end).trim(), start, end }
}

/** A line inside a hard-wrapped paragraph may look like boilerplate. */
function startsParagraph(text: string, above: Line, line: Line, start: number): boolean {
  const gap = text.slice(above.end, line.start)
  return (
    gap.indexOf('\n') !== gap.lastIndexOf('\n') ||
    endsSentence(above.text) ||
    isBoilerplate(above.text) ||
    start < text.length
  )
}

/** True if a line ends like a sentence. */
export const endsSentence = (line: string) => SENTENCE_END.test(line.slice(-20))

const isBoilerplate = (line: string) => PHRASE.test(line) || LABEL.test(line)
