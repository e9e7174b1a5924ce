/** An entity during layout; `fixed` ones attract and repel others but do not move. */
export interface Body {
  id: string
  x: number
  y: number
  fixed: boolean
}

/** Two entities that attract each other, by the strength of their tie. */
export interface Spring {
  a: string
  b: string
  weight: number
}

export interface Point {
  x: number
  y: number
}
