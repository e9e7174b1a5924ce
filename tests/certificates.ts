import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Paths of PEM files. */
export interface Certificates {
  /** The CA that signed `server`. */
  authority: string
  /** A CA that signed nothing. */
  stranger: string
  /** Certificate for 127.0.0.1. */
  server: { certificate: string; key: string }
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
const DAYS = ['-days', '2']

/** Creates certificates for a TLS server on loopback and its clients. */
export function makeCertificates(folder: string): Certificates {
  const path = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
  const authority = (name: string) => {
    const files = ['-keyout', path(`${name}.key`), '-out', path(`${name}.pem`)]
    openssl('req', '-x509', ...KEY, ...DAYS, ...files, '-subj', `/CN=${name}`)
    return path(`${name}.pem`)
  }
  const found = { authority: authority('authority'), stranger: authority('stranger') }

  const server = { certificate: path('server.pem'), key: path('server.key') }
  const request = path('server.csr')
  openssl('req', ...KEY, '-keyout', server.key, '-out', request, '-subj', '/CN=server')
  writeFileSync(path('extensions'), 'subjectAltName=IP:127.0.0.1')
  const signer = ['-CA', found.authority, '-CAkey', path('authority.key'), '-CAcreateserial']
  const extensions = ['-extfile', path('extensions'), '-out', server.certificate]
  openssl('x509', '-req', '-in', request, ...signer, ...DAYS, ...extensions)
  return { ...found, server }
}
