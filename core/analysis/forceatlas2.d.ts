/** One iteration of ForceAtlas2 over flat matrices of ten numbers a node and three an edge; it draws no random numbers. */
declare module 'graphology-layout-forceatlas2/iterate.js' {
  export interface ForceAtlas2Settings {
    linLogMode: boolean
    outboundAttractionDistribution: boolean
    adjustSizes: boolean
    edgeWeightInfluence: number
    scalingRatio: number
    strongGravityMode: boolean
    gravity: number
    slowDown: number
    barnesHutOptimize: boolean
    barnesHutTheta: number
  }

  export default function iterate(
    settings: ForceAtlas2Settings,
    nodes: Float32Array,
    edges: Float32Array,
  ): void
}
