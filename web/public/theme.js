/* global document */
// Runs before the first paint, so that a chosen theme does not flash; the rest is in src/ui/theme.svelte.ts.
try {
  const theme = localStorage.getItem('dateline.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage may be disabled: fall back to the system's theme.
}
