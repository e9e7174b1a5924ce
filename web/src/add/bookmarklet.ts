/** Messages between the clipped page and the `/clip` window: READY asks for the page, PAGE sends it. */
export const READY = 'dateline:ready'
export const PAGE = 'dateline:page'

export interface ClippedPage {
  type: typeof PAGE
  url: string
  html: string
}

/**
 * A bookmarklet that opens `/clip` of this Dateline and sends it the current page: only to that origin, and only after
 * the opened window asks for it.
 */
export function bookmarklet(origin: string): string {
  const target = JSON.stringify(origin)
  return (
    `javascript:(()=>{const o=${target},w=open(o+'/clip','_blank');` +
    `addEventListener('message',function f(e){if(e.origin!==o||e.source!==w||e.data!=='${READY}')return;` +
    `removeEventListener('message',f);` +
    `w.postMessage({type:'${PAGE}',url:location.href,html:document.documentElement.outerHTML},o)})})()`
  )
}

/** The page in a message; null if the message is not one. */
export function toClippedPage(data: unknown): ClippedPage | null {
  if (typeof data !== 'object' || data === null) return null
  const { type, url, html } = data as Partial<Record<keyof ClippedPage, unknown>>
  const isPage = type === PAGE && typeof url === 'string' && typeof html === 'string'
  return isPage ? { type: PAGE, url, html } : null
}
