/** Compares by UTF-16 units, the order of ids in both engines; never by locale. */
export const compareText = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0)
