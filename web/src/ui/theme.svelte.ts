export const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'dateline.theme'

/** The chosen colour theme; `public/theme.js` applies it before the first paint. */
export class ThemeChoice {
  current = $state<Theme>(chosen())

  choose(theme: Theme): void {
    this.current = theme
    if (theme === 'auto') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
    try {
      if (theme === 'auto') localStorage.removeItem(KEY)
      else localStorage.setItem(KEY, theme)
    } catch {
      // Without storage the choice lasts until the page is closed.
    }
  }
}

function chosen(): Theme {
  const theme = document.documentElement.dataset.theme
  return THEMES.find((known) => known === theme) ?? 'auto'
}
