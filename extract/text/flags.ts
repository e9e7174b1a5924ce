/* What is known of a word whatever stands around it: one bit each. */

export const CAPITAL = 1 << 0
/** At least two letters, all of them capitals. */
export const ALL_CAPS = 1 << 1
/** "J." or "J.R." */
export const INITIAL = 1 << 2
export const LOWER_CASE = 1 << 3
export const NUMBER = 1 << 4
export const SIGN = 1 << 5
export const FUNCTION = 1 << 6
export const COMMON = 1 << 7
export const GIVEN = 1 << 8
export const HONORIFIC = 1 << 9
export const ROLE = 1 << 10
export const MODIFIER = 1 << 11
export const HEAD = 1 << 12
export const LEGAL = 1 << 13
export const STATE_BODY = 1 << 14
export const PARTICLE = 1 << 15
export const CALENDAR = 1 << 16
export const OF_HEAD = 1 << 17
export const LEADING_HEAD = 1 << 18
export const PLACE_HEAD = 1 << 19
/** Ends like a family name: "-yan", "-shvili", "-ov". */
export const SURNAME = 1 << 21
export const SPEECH = 1 << 22
export const POSSESSIVE = 1 << 23
/** Articles, pronouns, prepositions, auxiliaries: they stand in no name at all. */
export const HARD = 1 << 25
/** A function word that hardly another language has. */
export const ENGLISH = 1 << 26
/** One that English has not. */
export const FOREIGN = 1 << 27
