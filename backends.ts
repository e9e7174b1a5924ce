import { STORE_ROLES } from '#core/store-role.ts'
import { elasticsearch as elasticsearchLauncher } from '#engines/elasticsearch.ts'
import type { Launcher } from '#engines/launcher.ts'
import { neo4j as neo4jLauncher } from '#engines/neo4j.ts'
import type { Engine } from '#stores/backend.ts'
import { backend as elasticsearch } from '#stores/elasticsearch/backend.ts'
import { backend as neo4j } from '#stores/neo4j/backend.ts'

/*
 * The only list of engines: a new one is a folder in stores/, a launcher in engines/ and a line here. Of two with the
 * same role, `dateline engines` runs the first; the others are used where they are named.
 */
const REGISTRY: { engine: Engine; launcher: Launcher }[] = [
  { engine: elasticsearch, launcher: elasticsearchLauncher },
  { engine: neo4j, launcher: neo4jLauncher },
]

/** Every engine that an archive can be served from. */
export const ENGINES: readonly Engine[] = REGISTRY.map(({ engine }) => engine)

/** The launchers of the engines that run on this machine unless others are named, one for each role. */
export const LAUNCHERS: readonly Launcher[] = STORE_ROLES.flatMap((role) =>
  REGISTRY.filter(({ engine }) => engine.role === role)
    .slice(0, 1)
    .map(({ launcher }) => launcher),
)

/** As people read it: "Elasticsearch and Neo4j". */
export const ENGINE_NAMES = LAUNCHERS.map(({ name }) => name).join(' and ')
