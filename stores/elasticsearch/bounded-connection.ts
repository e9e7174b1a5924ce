import { UndiciConnection } from '@elastic/elasticsearch'

/**
 * The client's own connection. It destroys a response that is longer than `maxResponseSize` without listening to the error that
 * this raises; nobody else listening, that would end the process.
 */
export class BoundedConnection extends UndiciConnection {
  constructor(...options: ConstructorParameters<typeof UndiciConnection>) {
    super(...options)
    const { pool } = this
    const request = pool.request.bind(pool)
    pool.request = async (...parameters: Parameters<typeof request>) => {
      const response = await request(...parameters)
      response.body.on('error', () => {})
      return response
    }
  }
}
