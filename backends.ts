import { STORE_ROLES } from '#core/store-role.ts'
import { elasticsearch as elasticsearchLauncher } from '#engines/elasticsearch.ts'
import type { Launcher } from '#engines/launcher.ts'
import { neo4j as neo4jLauncher } from '#engines/neo4j.ts'
import type { Engine } from '#stores/backend.ts'
import { backend as elasticsearch } from '#stores/elasticsearch/backend.ts'
import { backend as neo4j } from '#stores/neo4j/backend.ts'

/*
 * The only list of engines: a new one is a folder in stores/, a launcher in engines/ and a line
 * here. `dateline engines` runs the first for each role; the others are used if they are named.
 */
const REGISTRY: { engine: Engine; launcher: Launcher }[] = [
  { engine: elasticsearch, launcher: elasticsearchLauncher },
  { engine: neo4j, launcher: neo4jLauncher },
]

/** All engines that can serve an archive. */
export const ENGINES: readonly Engine[] = REGISTRY.map(({ engine }) => engine)

/** One launcher per role, for the engines that `dateline engines` runs on this machine. */
export const LAUNCHERS: readonly Launcher[] = STORE_ROLES.flatMap((role) =>
  REGISTRY.filter(({ engine }) => engine.role === role)
    .slice(0, 1)
    .map(({ launcher }) => launcher),
)

/** For messages: "Elasticsearch and Neo4j". */
export const ENGINE_NAMES = LAUNCHERS.map(({ name }) => name).join(' and ')
