/** Outlet names by the addresses of their feeds and sites, normalized by `addressKey`. */
export type FeedOutlets = Record<string, string>

/** Normalizes an address, so that `https://www.x.org/` and `http://x.org` are equal. */
export function addressKey(address: string): string {
  const trimmed = address.trim().replace(/^feed:(?:\/\/)?(?=\w+:)/i, '')
  if (!URL.canParse(trimmed)) return ''
  const { host, pathname, search } = new URL(trimmed)
  return host.replace(/^www\./, '') + pathname.replace(/\/+$/, '') + search
}

/** The name for the first known address; null if none is known. */
export function outletOf(outlets: FeedOutlets, addresses: string[]): string | null {
  for (const key of addresses.map(addressKey)) {
    if (key !== '' && Object.hasOwn(outlets, key)) return outlets[key]!
  }
  return null
}
