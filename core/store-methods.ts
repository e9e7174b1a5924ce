/** What a store can be asked: its methods but `close`. Each takes an optional `AbortSignal` after all other arguments. */
export type MethodOf<Store> = Exclude<keyof Store, 'close'> & string

/** The methods of a store as a list, for what passes calls on; a method that is forgotten does not compile. */
export function methodsOf<Store>(methods: Record<MethodOf<Store>, true>): MethodOf<Store>[] {
  return Object.keys(methods) as MethodOf<Store>[]
}
