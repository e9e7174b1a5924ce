/** The role of a store: `search` answers searches, `graph` answers questions about ties. */
export const STORE_ROLES = ['search', 'graph'] as const
export type StoreRole = (typeof STORE_ROLES)[number]
