import { UserError } from '#core/errors.ts'

/** Node and OpenSSL speak of it in each of their reasons: expired, of another host, signed by an unknown authority. */
const ABOUT_CERTIFICATES = /certificate/i

export const isAboutCertificate = (reason: string) => ABOUT_CERTIFICATES.test(reason)

/** What the one who set up an encrypted engine is told where its certificate is not to be trusted. */
export function untrusted(
  engine: 'Elasticsearch' | 'Neo4j',
  url: string,
  reason: string,
  cause: unknown,
): UserError {
  const variable = `DATELINE_${engine.toUpperCase()}_CA_FILE`
  return new UserError(
    `the certificate of ${engine} at ${url} is not trusted (${reason}); name the file of the authority that signed it by ${variable}`,
    { cause },
  )
}
