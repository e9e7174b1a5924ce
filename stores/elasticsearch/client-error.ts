import { type estypes, errors } from '@elastic/elasticsearch'
import { isAboutCertificate } from '../shared/tls-errors.ts'
import { EngineFailure } from './failure.ts'

/** Translates an error of the official client; returns other errors unchanged. */
export function toEngineFailure(error: unknown): unknown {
  if (error instanceof errors.ResponseError) return toAnswered(error)
  if (error instanceof errors.ConnectionError) return toConnectionFailure(error)
  if (error instanceof errors.TimeoutError) return timedOut()
  if (error instanceof errors.DeserializationError) return garbled()
  if (error instanceof errors.ProductNotSupportedError) {
    return new EngineFailure('foreign', 'it does not say that it is Elasticsearch')
  }
  // Our own signals are handled elsewhere, so the client aborted a response over its size limit.
  if (error instanceof errors.RequestAbortedError) {
    return new EngineFailure('tooLarge', error.message)
  }
  return error
}

export const timedOut = () => new EngineFailure('timeout', 'no answer in time')

export const garbled = () => new EngineFailure('garbled', 'it answers no JSON')

function toAnswered({ statusCode = 0, body }: errors.ResponseError): EngineFailure {
  const error = (body as Partial<estypes.ErrorResponseBase> | undefined)?.error
  const cause = error?.root_cause?.[0] ?? error
  return new EngineFailure('answered', cause?.reason ?? error?.reason ?? 'no reason given', {
    status: statusCode,
    type: cause?.type ?? '',
  })
}

function toConnectionFailure({ message, cause }: errors.ConnectionError): EngineFailure {
  // The rest of the message is advice about Node, or the ports of both ends.
  const [reason] = message.split(/; | - Local: /, 1)
  const kind = isAboutCertificate(message) ? 'untrusted' : 'unreachable'
  return new EngineFailure(kind, reason!, { cause })
}
