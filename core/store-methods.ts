/** A store's methods except `close`. Each takes an optional `AbortSignal` as its last argument. */
export type MethodOf<Store> = Exclude<keyof Store, 'close'> & string

/** The methods of a store as a list, for proxies; omitting one does not compile. */
export function methodsOf<Store>(methods: Record<MethodOf<Store>, true>): MethodOf<Store>[] {
  return Object.keys(methods) as MethodOf<Store>[]
}
