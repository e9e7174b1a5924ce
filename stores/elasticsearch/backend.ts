import { z } from 'zod'
import type { Engine, SettingsOf } from '../backend.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import type { IndexLayout } from './mapping.ts'

export interface ElasticsearchAddress extends EngineAddress, IndexLayout {
  /** Prefix of its index names; "dateline" unless set. */
  prefix?: string | undefined
}

const PREFIX = /^[a-z][a-z0-9_-]{0,99}$/
/** Elasticsearch's default limit. */
const MAX_SHARDS = 1024
/** More than any cluster needs. */
const MAX_REPLICAS = 100

/** Full-text search in an Elasticsearch. */
export const backend: Engine<'search'> = {
  id: 'elasticsearch',
  name: 'Elasticsearch',
  role: 'search',
  module: import.meta.url,
  protocols: ['http:', 'https:'],
  exampleUrl: 'http://127.0.0.1:9200',
  severalNodes: true,
  settings: {
    url: z.string(),
    user: z.string(),
    password: z.string(),
    apiKey: z.string(),
    caFile: z.string(),
    prefix: z.string().regex(PREFIX, 'must be small letters, digits, - and _'),
    shards: wholeNumber(1, MAX_SHARDS),
    replicas: wholeNumber(0, MAX_REPLICAS),
  } satisfies SettingsOf<ElasticsearchAddress>,

  async open({ prefix, ...address }: ElasticsearchAddress) {
    const { openElasticsearchSearchStore } = await import('./search-store.ts')
    return openElasticsearchSearchStore(address, { prefix })
  },

  async openTarget({ prefix, shards, replicas, ...address }: ElasticsearchAddress, report) {
    const { openElasticsearchTarget } = await import('./open-target.ts')
    return openElasticsearchTarget(address, { report, prefix, shards, replicas })
  },
}

function wholeNumber(least: number, most: number) {
  const rule = `must be a whole number from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d{1,4}$/, rule)
    .transform(Number)
    .refine((number) => number >= least && number <= most, rule)
}
