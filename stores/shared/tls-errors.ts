import { UserError } from '#core/errors.ts'
import { type Engine, variableOf } from '../backend.ts'

/** Occurs in all such messages of Node and OpenSSL: expired, other host, unknown authority. */
const ABOUT_CERTIFICATES = /certificate/i

export const isAboutCertificate = (reason: string) => ABOUT_CERTIFICATES.test(reason)

/** Tells the user that an engine's certificate is not trusted, and why. */
export function untrusted(
  engine: Pick<Engine, 'id' | 'name'>,
  url: string,
  reason: string,
  cause: unknown,
): UserError {
  return new UserError(
    `the certificate of ${engine.name} at ${url} is not trusted (${reason}); give the file of the authority that signed it in ${variableOf(engine, 'caFile')}`,
    { cause },
  )
}
