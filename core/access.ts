/** What a key allows; `write` includes `read`. */
export const SCOPES = ['read', 'write'] as const
export type Scope = (typeof SCOPES)[number]

/** The keys of an archive. */
export interface KeyRing {
  /** The scope of a key; null if it is unknown or revoked. */
  scopeOf(token: string): Scope | null
  /** Whether any key is valid now. */
  hasKeys(): boolean
  close(): void
}
