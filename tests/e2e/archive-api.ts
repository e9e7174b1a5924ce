import type { Entity, EntitySummary, TiePage } from '#core/graph.ts'
import type { Page } from '#core/page.ts'
import type { Evidence, Hit } from '#core/search.ts'

/** What a journey expects to see, fetched from the API behind the page. */
export function archiveApi(url: string) {
  const get = async <T>(path: string) => (await (await fetch(`${url}/api/v1${path}`)).json()) as T

  return {
    articles: (query = '') => get<Page<Hit>>(`/articles?${query}`),
    entities: (query = '') => get<Page<EntitySummary>>(`/entities?${query}`),
    entity: (id: string) => get<Entity>(`/entities/${id}`),
    evidence: (a: string, b: string, query = '') =>
      get<Page<Evidence>>(`/ties/${a}/${b}/evidence?${query}`),
    ties: (id: string, query = '') => get<TiePage>(`/entities/${id}/ties?${query}`),
  }
}
