import { randomBytes } from 'node:crypto'
import type { EngineAddress } from '#stores/shared/engine-address.ts'

/** An index prefix that no other test uses. */
export const randomPrefix = () => `dateline-test-${randomBytes(6).toString('hex')}`

/** Sends requests to Elasticsearch without the adapter. */
export async function askElasticsearch<T = unknown>(
  { url, user, password }: EngineAddress,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (response.ok || response.status === 404) return JSON.parse(text) as T
  throw new Error(`${method} ${path}: ${text}`)
}

/** Deletes all indexes with a prefix. */
export async function deleteIndexesOf(address: EngineAddress, prefix: string): Promise<void> {
  const indexes = await askElasticsearch<{ index: string }[]>(
    address,
    'GET',
    `/_cat/indices/${prefix}*?format=json&h=index`,
  )
  for (const { index } of indexes) await askElasticsearch(address, 'DELETE', `/${index}`)
}
