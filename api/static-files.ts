import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context, Handler } from 'hono'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
const SMALL = 1024
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
const NOT_BUILT =
  'The web app is not built yet. Run "npm run build" in the folder of Dateline and start again; the API answers under /api/v1.\n'

type Bytes = Uint8Array<ArrayBuffer>

export interface StaticFile {
  body: Bytes
  /** Null where it would not be smaller. */
  gzip: Bytes | null
  brotli: Bytes | null
  type: string
  etag: string
  cacheControl: string
}

/** Files by their path in the address bar; what is not in it is not served. */
export type StaticFiles = ReadonlyMap<string, StaticFile>

/** Reads the built web app into memory, compressed once; null if it is not built. */
export async function loadStaticFiles(folder: string): Promise<StaticFiles | null> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile() && extname(entry.name) in TYPES)
  const loaded = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const file = join(parentPath, name)
      const path = file.slice(folder.length).replaceAll('\\', '/').replace(/^\/*/, '/')
      return [path, await load(file, path)] as const
    }),
  )
  const byPath = new Map(loaded)
  return byPath.has('/index.html') ? byPath : null
}

/** Answers with a file, or with the app's shell where a browser opens one of its pages. */
export function serveFiles(files: StaticFiles | null): Handler {
  return (c) => {
    const { path } = c.req
    if (path === '/api' || path.startsWith('/api/')) return c.notFound()
    const wantsPage = path === '/' || (c.req.header('accept') ?? '').includes('text/html')
    if (!files) return wantsPage ? c.text(NOT_BUILT, 503) : c.notFound()
    const file = files.get(path) ?? (wantsPage ? files.get('/index.html') : undefined)
    return file ? send(c, file) : c.notFound()
  }
}

function send(c: Context, file: StaticFile) {
  c.header('ETag', file.etag)
  c.header('Cache-Control', file.cacheControl)
  c.header('Vary', 'Accept, Accept-Encoding')
  if (c.req.header('if-none-match')?.includes(file.etag)) return c.body(null, 304)

  c.header('Content-Type', file.type)
  const [encoding, body] = encoded(file, c.req.header('accept-encoding') ?? '')
  if (encoding) c.header('Content-Encoding', encoding)
  return c.body(body)
}

function encoded(file: StaticFile, accepted: string): [encoding: string | null, body: Bytes] {
  if (file.brotli && accepts(accepted, 'br')) return ['br', file.brotli]
  if (file.gzip && accepts(accepted, 'gzip')) return ['gzip', file.gzip]
  return [null, file.body]
}

function accepts(accepted: string, encoding: string): boolean {
  return accepted.split(',').some((part) => {
    const [name = '', quality = ''] = part.split(';')
    return name.trim() === encoding && !/^\s*q=0(\.0*)?\s*$/.test(quality)
  })
}

async function load(file: string, path: string): Promise<StaticFile> {
  const body = await readFile(file)
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22)
  return {
    body,
    gzip: await smaller(body, () => promisify(gzip)(body, { level: 9 })),
    brotli: await smaller(body, () => promisify(brotliCompress)(body, BROTLI)),
    type: TYPES[extname(file)]!,
    etag: `W/"${hash}"`,
    cacheControl: path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
}

async function smaller(body: Bytes, compress: () => Promise<Bytes>): Promise<Bytes | null> {
  if (body.length < SMALL) return null
  const compressed = await compress()
  return compressed.length < body.length * 0.9 ? compressed : null
}
