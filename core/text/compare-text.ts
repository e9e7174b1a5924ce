/** Order by UTF-16 units, as the ids of two engines are ordered; never by the locale. */
export const compareText = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0)
