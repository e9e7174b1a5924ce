/** Names of outlets by the addresses of their feeds and sites, as `addressKey` writes them. */
export type FeedOutlets = Record<string, string>

/** The same for addresses that lead to the same place: `https://www.x.org/` and `http://x.org`. */
export function addressKey(address: string): string {
  const trimmed = address.trim().replace(/^feed:(?:\/\/)?(?=\w+:)/i, '')
  if (!URL.canParse(trimmed)) return ''
  const { host, pathname, search } = new URL(trimmed)
  return host.replace(/^www\./, '') + pathname.replace(/\/+$/, '') + search
}

/** The name of the first address that has one; null where none has. */
export function outletOf(outlets: FeedOutlets, addresses: string[]): string | null {
  for (const key of addresses.map(addressKey)) {
    if (key !== '' && Object.hasOwn(outlets, key)) return outlets[key]!
  }
  return null
}
