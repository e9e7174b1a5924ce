const NUMBER = new Intl.NumberFormat('en-GB', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'negative',
})

export function formatSurprise(surprise: number): string {
  return NUMBER.format(surprise).replace('-', '−')
}

/** Says in one sentence how often two are named together, compared with chance. */
export function explainSurprise(surprise: number, a: string, b: string): string {
  return `${a} and ${b} are named together ${inWords(surprise)} by chance.`
}

/** Tooltip for the number. */
export function surpriseScale(surprise: number): string {
  return `Surprise ${formatSurprise(surprise)}, where 0 is chance and 1 means only ever together`
}

/** How often two are named together, to be followed by "by chance". */
export function inWords(surprise: number): string {
  if (surprise >= 0.6) return 'far more often than'
  if (surprise >= 0.3) return 'much more often than'
  if (surprise >= 0.05) return 'more often than'
  return surprise > -0.05 ? 'about as often as' : 'less often than'
}
