import { createContext, tick } from 'svelte'
import { type Route, hrefOf, readRoute } from './route.ts'

/** State stored with each history entry. */
interface HistoryEntry {
  /** Scroll position. */
  y?: number
  /** Cursors of the previous pages; the first page's is "". */
  trail?: string[]
}

const SETTLE_MS = 2000

/** The URL as state: links and Back change it, with scroll position and focus. */
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
    addEventListener('scroll', debounced(rememberScroll, 100), { signal, passive: true })
    this.#canonize()
    this.#settle()
    return () => stop.abort()
  }

  /** Navigates to a URL of the app; a new path is a new page, a new query the same page. */
  go(href: string, entry: HistoryEntry = {}): void {
    rememberScroll()
    history.pushState(entry, '', href)
    void this.#show({ isNewPage: location.pathname !== this.#path || entry.trail !== undefined })
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

  /** Scrolls to the stored position, to the URL's anchor, or to the top. */
  #settle(): void {
    const named =
      location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (this.entry.y === undefined && named) named.scrollIntoView()
    else restoreScroll(this.entry.y ?? 0)
  }

  #followLink(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || !isPlainClick(event) || !isOwn(link)) return
    event.preventDefault()
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

function rememberScroll(): void {
  history.replaceState({ ...entryOf(history.state), y: Math.round(scrollY) }, '')
}

/** The page may still be loading: waits until it is long enough, or until the reader scrolls. */
function restoreScroll(y: number): void {
  const stop = new AbortController()
  const observer = new ResizeObserver(move)
  const finish = () => stop.abort()
  stop.signal.addEventListener('abort', () => observer.disconnect())
  for (const type of ['wheel', 'touchstart', 'keydown', 'pointerdown', 'popstate']) {
    addEventListener(type, finish, { signal: stop.signal, passive: true })
  }
  setTimeout(finish, SETTLE_MS)
  observer.observe(document.body)
  move()

  function move() {
    scrollTo(0, y)
    if (Math.abs(scrollY - y) < 2) finish()
  }
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
