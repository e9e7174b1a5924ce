/** What a store does for an archive: `search` answers searches, `graph` knows who is named with whom. */
export const STORE_ROLES = ['search', 'graph'] as const
export type StoreRole = (typeof STORE_ROLES)[number]
