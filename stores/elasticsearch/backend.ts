import { z } from 'zod'
import type { Engine, SettingsOf } from '../backend.ts'
import type { EngineAddress } from '../shared/engine-address.ts'

export interface ElasticsearchAddress extends EngineAddress {
  /** What the names of its indexes begin with, where "dateline" will not do. */
  prefix?: string | undefined
}

const PREFIX = /^[a-z][a-z0-9_-]{0,99}$/

/** Full-text search in an Elasticsearch. */
export const backend: Engine<'search'> = {
  id: 'elasticsearch',
  name: 'Elasticsearch',
  role: 'search',
  module: import.meta.url,
  protocols: ['http:', 'https:'],
  exampleUrl: 'http://127.0.0.1:9200',
  settings: {
    url: z.string(),
    user: z.string(),
    password: z.string(),
    apiKey: z.string(),
    caFile: z.string(),
    prefix: z.string().regex(PREFIX, 'must be small letters, digits, - and _'),
  } satisfies SettingsOf<ElasticsearchAddress>,

  async open({ prefix, ...address }: ElasticsearchAddress) {
    const { openElasticsearchSearchStore } = await import('./search-store.ts')
    return openElasticsearchSearchStore(address, { prefix })
  },

  async openTarget({ prefix, ...address }: ElasticsearchAddress, report) {
    const { openElasticsearchTarget } = await import('./open-target.ts')
    return openElasticsearchTarget(address, { report, prefix })
  },
}
