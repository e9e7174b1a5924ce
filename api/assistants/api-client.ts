/** A client of a Dateline server's API, so that assistants see what everyone sees. */
export interface ApiClient {
  /** Throws Error with the server's message if it refuses. Undefined parameters are left out. */
  get<T>(path: string, parameters?: Parameters): Promise<T>
  /** The page of the app at a path. */
  link(path: string): string
}

type Parameters = Record<string, string | number | undefined>

const PATIENCE_MS = 30_000

/** `url` is the server's; `key` is its API key, if it needs one. */
export function createApiClient(url: string, key?: string): ApiClient {
  const headers = { Accept: 'application/json', ...(key && { Authorization: `Bearer ${key}` }) }
  return {
    async get<T>(path: string, parameters: Parameters = {}) {
      const address = new URL(`/api/v1${path}`, url)
      for (const [name, value] of Object.entries(parameters)) {
        if (value !== undefined) address.searchParams.set(name, String(value))
      }
      const response = await fetch(address, { headers, signal: AbortSignal.timeout(PATIENCE_MS) })
      const body = (await response.json()) as T & { detail?: string }
      if (response.status >= 400)
        throw new Error(body.detail ?? `the server says ${response.status}`)
      return body
    },
    link: (path) => new URL(path, url).href,
  }
}

/** Builds a path whose parts may contain any character. */
export function pathOf(strings: TemplateStringsArray, ...parts: string[]): string {
  return String.raw({ raw: strings }, ...parts.map(encodeURIComponent))
}
