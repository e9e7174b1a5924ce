/** Whole months of a typed period: "2023" starts in its January and ends in its December. */
export function toMonths(from: string, to: string): { from: string; to: string } {
  return { from: monthOf(from, '01'), to: monthOf(to, '12') }
}

function monthOf(date: string, ofYear: string): string {
  return date.length === 4 ? `${date}-${ofYear}` : date.slice(0, 7)
}
