import { UserError } from '#core/errors.ts'
import { type Engine, variableOf } from '../backend.ts'

/** In all reasons of Node and OpenSSL: expired, for another host, signed by an unknown authority. */
const ABOUT_CERTIFICATES = /certificate/i

export const isAboutCertificate = (reason: string) => ABOUT_CERTIFICATES.test(reason)

/** For whoever configured an encrypted engine whose certificate is not trusted. */
export function untrusted(
  engine: Pick<Engine, 'id' | 'name'>,
  url: string,
  reason: string,
  cause: unknown,
): UserError {
  return new UserError(
    `the certificate of ${engine.name} at ${url} is not trusted (${reason}); name the file of the authority that signed it by ${variableOf(engine, 'caFile')}`,
    { cause },
  )
}
