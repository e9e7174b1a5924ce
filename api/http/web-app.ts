import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { etag } from 'hono/etag'

const SHELL = 'index.html'
const NOT_BUILT =
  'The web app is not built yet. Run "npm run build" in the folder of Dateline and start again; the API answers under /api/v1.\n'

/** Serves the built web app: its files, and its shell at every address that may be a page. */
export function webApp(folder: string | undefined): Hono {
  const app = new Hono()
  if (folder === undefined || !existsSync(join(folder, SHELL))) {
    return app.get('*', (c) => (isPage(c) ? c.text(NOT_BUILT, 503) : c.notFound()))
  }
  const shell = serveStatic({ root: folder, path: SHELL, precompressed: true })
  return app
    .use(etag(), versioned, caching('no-cache'))
    .use('/assets/*', caching('public, max-age=31536000, immutable'))
    .get('*', serveStatic({ root: folder, precompressed: true }))
    .get('*', async (c, next) => (isPage(c) ? shell(c, next) : c.notFound()))
}

/** An ETag from size and time. Hashing the body would hold a file in memory for each slow reader. */
const versioned: MiddlewareHandler = async (c, next) => {
  await next()
  const { headers } = c.res
  const modified = Date.parse(headers.get('Last-Modified') ?? '')
  if (modified) headers.set('ETag', `W/"${headers.get('Content-Length')}-${modified}"`)
}

/** File names in /assets contain a hash of the content; everything else is revalidated. */
function caching(policy: string): MiddlewareHandler {
  return async (c, next) => {
    c.header('Cache-Control', policy)
    c.header('Vary', 'Accept')
    await next()
  }
}

/**
 * Whether an address may be a page: not one of the API, nor a file that is missing. Only a client that rules HTML out
 * gets none: curl, link checkers and previews name no type.
 */
function isPage({ req }: Context): boolean {
  const isFile = /^\/(api|assets)(\/|$)|^\/[^/]*\.\w+$/.test(req.path)
  return !isFile && /text\/(html|\*)|\*\/\*/.test(req.header('accept') || '*/*')
}
