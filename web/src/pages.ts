import type { Component } from 'svelte'
import type { Route } from './router/route.ts'

type Name = Route['name']
type PageOf<N extends Name> =
  Component<{ route: Extract<Route, { name: N }> }> | Component<Record<string, never>>

/** Each page is its own chunk, so that the first page loads no other. */
const PAGES: { [N in Name]: () => Promise<{ default: PageOf<N> }> } = {
  home: () => import('./home/HomePage.svelte'),
  search: () => import('./search/SearchPage.svelte'),
  article: () => import('./article/ArticlePage.svelte'),
  similar: () => import('./article/SimilarPage.svelte'),
  entity: () => import('./entity/EntityPage.svelte'),
  city: () => import('./entity/CityPage.svelte'),
  entities: () => import('./entities/EntitiesPage.svelte'),
  tie: () => import('./tie/TiePage.svelte'),
  path: () => import('./path/PathPage.svelte'),
  graph: () => import('./graph/GraphPage.svelte'),
  map: () => import('./graph/map/MapPage.svelte'),
  collections: () => import('./collections/CollectionsPage.svelte'),
  match: () => import('./match/MatchPage.svelte'),
  api: () => import('./api-reference/ApiPage.svelte'),
  names: () => import('./names/NamesPage.svelte'),
  add: () => import('./add/AddPage.svelte'),
  clip: () => import('./add/ClipPage.svelte'),
  about: () => import('./about/AboutPage.svelte'),
  missing: () => import('./ui/MissingAddress.svelte'),
}

/** Loads the component of a route; a loaded one comes from the module cache. */
export async function loadPage(name: Name): Promise<Component<{ route: Route }>> {
  const { default: page } = await PAGES[name]()
  // A component only ever gets routes of its own name.
  return page as unknown as Component<{ route: Route }>
}
