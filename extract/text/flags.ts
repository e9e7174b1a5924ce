/* What is known about a word without its context, one bit each. */

export const CAPITAL = 1 << 0
/** At least two letters, all of them capitals. */
export const ALL_CAPS = 1 << 1
/** "J." or "J.R." */
export const INITIAL = 1 << 2
export const LOWER_CASE = 1 << 3
export const NUMBER = 1 << 4
export const SYMBOL = 1 << 5
export const FUNCTION_WORD = 1 << 6
export const COMMON = 1 << 7
export const GIVEN_NAME = 1 << 8
export const HONORIFIC = 1 << 9
export const ROLE = 1 << 10
export const MODIFIER = 1 << 11
export const ORG_HEAD = 1 << 12
export const LEGAL_FORM = 1 << 13
export const STATE_BODY = 1 << 14
export const PARTICLE = 1 << 15
export const CALENDAR = 1 << 16
export const OF_HEAD = 1 << 17
export const LEADING_HEAD = 1 << 18
export const PLACE_HEAD = 1 << 19
/** A form of a verb that attributes words to somebody. */
export const CUE = 1 << 20
/** Has a typical ending of family names: "-yan", "-shvili", "-ov". */
export const SURNAME_ENDING = 1 << 21
export const SPEECH_VERB = 1 << 22
export const POSSESSIVE = 1 << 23
/** Articles, pronouns, prepositions, auxiliaries: never part of a name. */
export const CLOSED_CLASS = 1 << 25
/** A function word shared with few other languages. */
export const ENGLISH = 1 << 26
/** A function word of another language that English does not have. */
export const FOREIGN = 1 << 27
