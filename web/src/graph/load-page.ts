/** The graph's page is a chunk of its own: it brings a graph library that no other page needs. */
export const graphPage = () => import('./GraphPage.svelte').then((module) => module.default)
