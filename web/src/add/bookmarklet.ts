/** What a clipped page's window sends, and what it is told first: that somebody listens. */
export const READY = 'dateline:ready'
export const PAGE = 'dateline:page'

export interface ClippedPage {
  type: typeof PAGE
  url: string
  html: string
}

/**
 * A bookmark that opens `/clip` of this Dateline and hands it the page that one reads. The page goes to that address
 * alone, and only once the window that was opened asks for it.
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

/** The page in a message, if it is one. */
export function toClippedPage(data: unknown): ClippedPage | null {
  if (typeof data !== 'object' || data === null) return null
  const { type, url, html } = data as Partial<Record<keyof ClippedPage, unknown>>
  const isPage = type === PAGE && typeof url === 'string' && typeof html === 'string'
  return isPage ? { type: PAGE, url, html } : null
}
