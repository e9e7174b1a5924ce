/** Runs an action after the next frame, so that what is already known is seen first; at once in a page that is hidden. */
export function afterPaint(action: () => void): void {
  // A hidden page gets no frames.
  if (document.visibilityState === 'hidden') action()
  else requestAnimationFrame(() => setTimeout(action))
}
