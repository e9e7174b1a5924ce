import { createContext, tick } from 'svelte'
import { type Route, hrefOf, readRoute } from './route.ts'

/** State stored with each history entry. */
interface HistoryEntry {
  /** Scroll position. */
  y?: number
  /** Href of the link in the page that had focus, or through which the page was last left. */
  link?: string
  /** Cursors of the previous pages; the first page's is "". */
  trail?: string[]
}

const SETTLE_MS = 2000

/** The URL as state: links and Back change it, and scroll position and focus are restored. */
export class Router {
  route = $state.raw<Route>(readRoute(location))
  entry = $state.raw<HistoryEntry>(entryOf(history.state))
  #path = location.pathname

  /** Follows the URL until the returned function is called. */
  start(): () => void {
    const stop = new AbortController()
    const { signal } = stop
    history.scrollRestoration = 'manual'
    addEventListener('popstate', () => this.#followHistory(), { signal })
    addEventListener('click', (event) => this.#followLink(event), { signal })
    addEventListener('scroll', debounced(rememberPlace, 100), { signal, passive: true })
    this.#canonize()
    this.#settle()
    return () => stop.abort()
  }

  /** Navigates to a URL of the app; a new path is a new page, a new query stays on it. */
  go(href: string, entry: HistoryEntry = {}): void {
    rememberPlace()
    history.pushState(entry, '', href)
    const isNewPage = location.pathname !== this.#path || entry.trail !== undefined
    void this.#show({ isNewPage })
  }

  /** Replaces the URL without a history entry. */
  replace(href: string): void {
    history.replaceState(history.state, '', href)
    this.#read()
  }

  async #show({ isNewPage }: { isNewPage: boolean }): Promise<void> {
    this.#read()
    await tick()
    if (!isNewPage) return
    document.querySelector('main')?.focus({ preventScroll: true })
    this.#settle()
  }

  #followHistory(): void {
    const isNewPage = location.pathname !== this.#path
    this.#read()
    void tick().then(() => {
      if (isNewPage) document.querySelector('main')?.focus({ preventScroll: true })
      this.#settle()
    })
  }

  /** Scrolls to the stored position, to the URL's anchor, or to the top; focuses the stored link. */
  #settle(): void {
    const named =
      location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (this.entry.y === undefined && named) named.scrollIntoView()
    else restorePlace(this.entry)
  }

  #followLink(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || !isPlainClick(event) || !isOwn(link)) return
    event.preventDefault()
    // Not every browser focuses a clicked link.
    link.focus({ preventScroll: true })
    const href = link.pathname + link.search + link.hash
    if (href === location.pathname + location.search) return void this.#show({ isNewPage: true })
    this.go(href)
  }

  #read(): void {
    this.entry = entryOf(history.state)
    this.route = readRoute(location)
    this.#path = location.pathname
    this.#canonize()
  }

  /** Replaces a URL typed by hand, or with parameters in another order, by the canonical one. */
  #canonize(): void {
    if (this.route.name === 'missing') return
    const href = hrefOf(this.route)
    if (href !== location.pathname + location.search) {
      history.replaceState(history.state, '', href)
      this.#path = location.pathname
    }
  }
}

export const [getRouter, setRouter] = createContext<Router>()

function entryOf(state: unknown): HistoryEntry {
  return typeof state === 'object' && state !== null ? state : {}
}

function rememberPlace(): void {
  const focused = document.activeElement
  const link = focused?.closest('main a') ? focused.getAttribute('href') : null
  const { link: before, ...entry } = entryOf(history.state)
  const kept = link ?? before
  history.replaceState({ ...entry, y: Math.round(scrollY), ...(kept && { link: kept }) }, '')
}

/** The page may still be loading: waits until it is long enough, or until the reader acts. */
function restorePlace({ y, link }: HistoryEntry): void {
  const stop = new AbortController()
  const sizes = new ResizeObserver(move)
  const contents = new MutationObserver(move)
  const finish = () => stop.abort()
  let isFocused = link === undefined
  stop.signal.addEventListener('abort', () => {
    sizes.disconnect()
    contents.disconnect()
  })
  for (const type of ['wheel', 'touchstart', 'keydown', 'pointerdown', 'popstate']) {
    addEventListener(type, finish, { signal: stop.signal, passive: true })
  }
  setTimeout(finish, SETTLE_MS)
  sizes.observe(document.body)
  if (link !== undefined) contents.observe(document.body, { childList: true, subtree: true })
  move()

  function move() {
    const target = isFocused ? null : linkTo(link!)
    target?.focus({ preventScroll: true })
    if (target) isFocused = true
    // Without a stored position, as after "Back to the results", scroll to the link itself.
    if (target && y === undefined) target.scrollIntoView({ block: 'center' })
    else scrollTo(0, y ?? 0)
    const isThere = y === undefined || Math.abs(scrollY - y) < 2
    if (isFocused && isThere) finish()
  }
}

function linkTo(href: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`main a[href="${CSS.escape(href)}"]`)
}

function isPlainClick(event: MouseEvent): boolean {
  const hasModifier = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
  return event.button === 0 && !hasModifier && !event.defaultPrevented
}

function isOwn(link: HTMLAnchorElement): boolean {
  const isPage = link.origin === location.origin && !link.pathname.startsWith('/api/')
  return isPage && !link.target && !link.hasAttribute('download') && !isOnThisPage(link)
}

/** Leaves jumps within the open page to the browser. */
function isOnThisPage(link: HTMLAnchorElement): boolean {
  const isHere = link.pathname + link.search === location.pathname + location.search
  return isHere && link.hash !== ''
}

function debounced(action: () => void, ms: number): () => void {
  let timer = 0
  return () => {
    clearTimeout(timer)
    timer = window.setTimeout(action, ms)
  }
}
