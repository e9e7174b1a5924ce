import { finished, standingsOf } from '#core/analysis/analyse.ts'
import { toAnalysedGraph } from '#core/analysis/analysed-graph.ts'
import { type Community, findCommunities } from '#core/analysis/communities.ts'
import type { Standing } from '#core/analysis/analysis.ts'
import type { Network, NetworkEntity } from '#core/search.ts'

type StandingEntity = NetworkEntity & Pick<Standing, 'degree' | 'betweenness' | 'community'>

/** Where the names of a network stand in it; a network is small enough to be counted exactly. */
export function standInNetwork({ entities, ties }: Pick<Network, 'entities' | 'ties'>): {
  entities: StandingEntity[]
  communities: Community[]
} {
  const graph = toAnalysedGraph(entities, ties)
  const found = findCommunities(graph)
  const { of } = finished(standingsOf(graph, found))
  return {
    entities: entities.map((entity, i) => {
      const { degree, betweenness, community } = of[i]!
      return { ...entity, degree, betweenness, community }
    }),
    communities: found.communities,
  }
}
