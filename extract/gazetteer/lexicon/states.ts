import { list } from './lists.ts'

/** Dateline abbreviations of U.S. states and Canadian provinces, without full stops, by country. */
export const STATES = new Map([
  ...list(`
    ala alaska ariz ark calif colo conn del dc fla ga hawaii ida ill ind iowa kan kans ky la me md mass mich minn miss mo
    mont neb nev nh nj nm ny nc nd ohio okla ore oreg pa penn ri sc sd tenn tex utah vt va wash wva wis wisc wyo
  `).map((state) => [state, 'us'] as const),
  ...list('alta bc man nb nfld ns ont pei que sask').map((province) => [province, 'ca'] as const),
])
