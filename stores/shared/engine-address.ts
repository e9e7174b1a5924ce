/** How an engine is reached. */
export interface EngineAddress {
  /** Without user and password. */
  url: string
  user?: string | undefined
  password?: string | undefined
  /** Instead of user and password; Elasticsearch only. */
  apiKey?: string | undefined
  /** Path of a PEM file with the certificate authority to trust. */
  caFile?: string | undefined
  /** What the names of its indexes begin with, where "dateline" will not do; Elasticsearch only. */
  prefix?: string | undefined
}

/** The two engines that an archive is served from. */
export interface Engines {
  elasticsearch: EngineAddress
  neo4j: EngineAddress
}
