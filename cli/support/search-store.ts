import type { SearchStore } from '#core/search.ts'
import { createSqliteSearchStore } from '#stores/sqlite/search/search-store.ts'
import { archiveToRead } from './archive-path.ts'
import { openEmbedded } from './embedded.ts'
import { type Where, type WhereValues, where } from './resolve-backend.ts'
import { printError } from './terminal.ts'

/** Opens what answers searches, and says where it is. The archive may be the sample news. */
export async function openSearchStore(
  values: WhereValues,
): Promise<{ store: SearchStore; place: Where }> {
  const place = where(values)
  if (place.type === 'engines') {
    if (values.archive !== undefined) {
      const what = `--embedded looks into ${values.archive} itself`
      printError(`This is what Elasticsearch holds, whichever archive that came from; ${what}.`)
    }
    const { openElasticsearchSearchStore } = await import('#stores/elasticsearch/search-store.ts')
    const { prefix } = place.elasticsearch
    const store = await openElasticsearchSearchStore(place.elasticsearch, { prefix })
    return { store, place }
  }
  const archive = archiveToRead(values.archive)
  const store = createSqliteSearchStore(openEmbedded(archive).db)
  return { store, place: { type: 'embedded', archive } }
}
