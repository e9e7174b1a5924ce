/** An entity while it is laid out; `fixed` ones push and pull others but do not move. */
export interface Body {
  id: string
  x: number
  y: number
  fixed: boolean
}

/** Two entities that pull each other, by how strongly they are tied. */
export interface Spring {
  a: string
  b: string
  weight: number
}

export interface Point {
  x: number
  y: number
}
