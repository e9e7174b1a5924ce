const NUMBER = new Intl.NumberFormat('en-GB', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'negative',
})

export function formatSurprise(surprise: number): string {
  return NUMBER.format(surprise).replace('-', '−')
}

/** Explains a tie's surprise in one sentence. */
export function explainSurprise(surprise: number, a: string, b: string): string {
  const scale = '0 is chance, 1 is only ever together'
  return `Surprise ${formatSurprise(surprise)}: ${a} and ${b} are named together ${strength(surprise)} chance would have it (${scale}).`
}

function strength(surprise: number): string {
  if (surprise >= 0.6) return 'very much more often than'
  if (surprise >= 0.3) return 'much more often than'
  if (surprise >= 0.05) return 'more often than'
  return surprise > -0.05 ? 'about as often as' : 'less often than'
}
