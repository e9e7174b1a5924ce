/** What the holder of a key may do; who may write may read. */
export const SCOPES = ['read', 'write'] as const
export type Scope = (typeof SCOPES)[number]

/** The keys of an archive. */
export interface KeyRing {
  /** What the holder of a key may do now; null for a key that is unknown or was revoked. */
  scopeOf(token: string): Scope | null
  /** Whether anyone could pass. */
  hasKeys(): boolean
  close(): void
}
