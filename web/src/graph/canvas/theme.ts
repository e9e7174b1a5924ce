import type { EntityKind } from '#core/article.ts'
import type { Change } from '#core/graph/changes.ts'

/** Colours of the page's design tokens, as "rgb(…)". */
export interface GraphTheme {
  paper: string
  sheet: string
  ink: string
  soft: string
  rule: string
  line: string
  accent: string
  kinds: Record<EntityKind, string>
  sans: string
}

/** Reads the page's current colours, or those of one of its two themes. */
export function readTheme(scheme: 'light' | 'dark' | null = null): GraphTheme {
  const probe = document.createElement('span')
  probe.hidden = true
  if (scheme) probe.style.colorScheme = scheme
  document.body.append(probe)
  const color = (token: string): string => {
    probe.style.color = `var(--${token})`
    return getComputedStyle(probe).color
  }
  const theme = {
    paper: color('paper'),
    sheet: color('sheet'),
    ink: color('ink'),
    soft: color('soft'),
    rule: color('rule'),
    line: color('line'),
    accent: color('accent'),
    kinds: {
      person: color('person'),
      organization: color('organization'),
      country: color('country'),
    },
    sans: getComputedStyle(document.body).fontFamily,
  }
  probe.remove()
  return theme
}

/** Calls back when the page's colours change, until the returned function is called. */
export function watchTheme(onchange: () => void): () => void {
  const query = matchMedia('(prefers-color-scheme: dark)')
  const observer = new MutationObserver(onchange)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  query.addEventListener('change', onchange)
  return () => {
    observer.disconnect()
    query.removeEventListener('change', onchange)
  }
}

/** Mixes two theme colours; `share` of the second is from 0 to 1. */
export function mixed(from: string, to: string, share: number): string {
  const [a, b] = [channels(from), channels(to)]
  const mix = a.map((value, i) => Math.round(value + (b[i]! - value) * share))
  return `rgb(${mix.join(', ')})`
}

function channels(color: string): number[] {
  return (color.match(/[\d.]+/g) ?? ['0', '0', '0']).slice(0, 3).map(Number)
}

/** A sign for each change, so that it does not depend on colour. */
export const CHANGE_SIGNS: Record<Change, string> = {
  new: '+',
  stronger: '▲',
  weaker: '▼',
  gone: '×',
}
