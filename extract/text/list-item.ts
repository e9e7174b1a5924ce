import { isDigit, isSpace, unitAt } from './characters.ts'

const BULLETS = '*•●▪‣·◦'
const DASHES = '-–—'
const BEFORE_AN_ITEM = '.!?:;…"”’)'

/** Whether a line starts like a list item: a bullet, a dash, a number ("1.", "(2)") or a time ("14:32", "[14:32]"). */
export function startsItem(text: string, at: number): boolean {
  const first = text.charAt(at)
  if (first === '') return false
  if (BULLETS.includes(first) || DASHES.includes(first)) return isSpace(unitAt(text, at + 1))
  const number = first === '[' || first === '(' ? at + 1 : at
  return isDigit(unitAt(text, number)) && endsNumber(text, number)
}

/**
 * Whether the line after `newline`, which looks like a list item, is one and not wrapped text: always with a bullet,
 * otherwise if the text before it ends a sentence or is a list item too.
 */
export function startsListItem(
  text: string,
  newline: number,
  from: number,
  lineStart: number,
): boolean {
  if (BULLETS.includes(text.charAt(newline + 1))) return true
  let last = newline - 1
  while (last >= from && isSpace(text.charCodeAt(last))) last--
  return last < from || BEFORE_AN_ITEM.includes(text.charAt(last)) || startsItem(text, lineStart)
}

/** "1." "1)" "14:32" "14.32" */
function endsNumber(text: string, at: number): boolean {
  let i = at
  while (i < at + 2 && isDigit(unitAt(text, i))) i++
  const sign = text.charAt(i)
  if (sign === ')' || sign === ']') return true
  if (sign !== '.' && sign !== ':') return false
  const isTime = isDigit(unitAt(text, i + 1)) && isDigit(unitAt(text, i + 2))
  return isTime ? !isDigit(unitAt(text, i + 3)) : sign === '.' && isSpace(unitAt(text, i + 1))
}
