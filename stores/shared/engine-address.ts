/** How to reach an engine; an engine with settings of its own extends this. */
export interface EngineAddress {
  /** Without user and password. */
  url: string
  user?: string | undefined
  password?: string | undefined
  /** Instead of user and password, if the engine supports it. */
  apiKey?: string | undefined
  /** Path of a PEM file with the certificate authority to trust. */
  caFile?: string | undefined
}
