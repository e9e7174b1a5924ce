import { UndiciConnection } from '@elastic/elasticsearch'

/**
 * The client's own connection, with an error listener. It destroys a response longer than
 * `maxResponseSize` without listening for the error this raises, which would end the process.
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
