import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { Notebook } from '#core/notebook.ts'
import { problemAnswer, problems } from '../openapi.ts'
import { text } from '../parameters.ts'

const MAX_BYTES = 4_000_000

const NO_ARCHIVE =
  'this server has no archive to keep things in; the browser keeps them for itself, and `dateline serve` where the archive is keeps them for all'

/** An id chosen by the client. */
export const Key = text(100)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'must be of small letters, digits and -')
  .openapi({ description: 'The id that whoever keeps it has given it', example: 'the-grid' })

export const failures = { ...problems, 501: problemAnswer('The server has no archive') }

export const written = {
  413: problemAnswer(`The request has more than ${MAX_BYTES / 1e6} MB`),
  415: problemAnswer('The request is not JSON'),
}

export function opened(notebook: Notebook | null): Notebook {
  if (notebook) return notebook
  throw new HTTPException(501, { message: NO_ARCHIVE })
}

export const limited = bodyLimit({
  maxSize: MAX_BYTES,
  onError: () => {
    throw new HTTPException(413, { message: `a collection may have ${MAX_BYTES / 1e6} MB` })
  },
})
