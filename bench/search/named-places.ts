/** The sentences that name each entity, to be read entity by entity. */
export interface NamedPlaces {
  /** `named` holds pairs of sentence and entity row, sentence by sentence; articles come in order. */
  add(article: number, named: readonly number[]): void
  /** Article, sentence and number of entities in that sentence. */
  of(entity: number): Iterable<[article: number, sentence: number, entities: number]>
}

/** Chains in arrays: twenty million objects would not fit. */
export function createNamedPlaces(entities: number): NamedPlaces {
  const first = new Int32Array(entities + 1).fill(-1)
  const last = new Int32Array(entities + 1).fill(-1)
  let [next, articles, sentences] = [
    new Int32Array(2 ** 20),
    new Int32Array(2 ** 20),
    new Int32Array(2 ** 20),
  ]
  let count = 0

  function grow(): void {
    const enlarge = (old: Int32Array) => {
      const room = new Int32Array(old.length * 2)
      room.set(old)
      return room
    }
    ;[next, articles, sentences] = [enlarge(next), enlarge(articles), enlarge(sentences)]
  }

  return {
    add(article, named) {
      for (let i = 0; i < named.length; i += 2) {
        if (count === next.length) grow()
        const [sentence, entity] = [named[i]!, named[i + 1]!]
        articles[count] = article
        const isPair = named[i - 2] === sentence || named[i + 2] === sentence
        sentences[count] = sentence * 2 + Number(isPair)
        next[count] = -1
        if (first[entity] === -1) first[entity] = count
        else next[last[entity]!] = count
        last[entity] = count++
      }
    },
    *of(entity) {
      for (let at = first[entity]!; at !== -1; at = next[at]!) {
        yield [articles[at]!, sentences[at]! >> 1, 1 + (sentences[at]! & 1)]
      }
    },
  }
}
