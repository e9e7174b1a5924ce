import { type Story, story } from './builders.ts'
import { seeded } from '#core/analysis/seeded.ts'

/** Ids by frequency, the most frequent first; not in alphabetical order. */
const NAMES: [id: string, name: string][] = [
  ['country-us', 'United States'],
  ['person-omar-quist', 'Omar Quist'],
  ['country-az', 'Azerbaijan'],
  ['org-tin-council', 'Tin Council'],
  ['person-lena-abara', 'Lena Abara'],
  ['country-pe', 'Peru'],
  ['org-harbour-union', 'Harbour Union'],
  ['person-wim-tolland', 'Wim Tolland'],
  ['country-br', 'Brazil'],
  ['org-blue-line', 'Blue Line'],
  ['person-ada-merrow', 'Ada Merrow'],
  ['country-ke', 'Kenya'],
  ['person-yan-okello', 'Yan Okello'],
  ['org-river-fund', 'River Fund'],
  ['country-fi', 'Finland'],
  ['person-bea-castell', 'Bea Castell'],
  ['org-atlas-freight', 'Atlas Freight'],
  ['country-vn', 'Vietnam'],
  ['person-ivo-drummer', 'Ivo Drummer'],
  ['org-quay-works', 'Quay Works'],
  ['person-nia-falk', 'Nia Falk'],
  ['country-cl', 'Chile'],
  ['org-salt-board', 'Salt Board'],
  ['person-tom-hale', 'Tom Hale'],
  ['person-cleo-verne', 'Cleo Verne'],
  ['org-elm-trust', 'Elm Trust'],
]

/** Generated news, reproducible by seed: a few names in most stories, some stories without a date. */
export function generateStories(count: number, seed = 1): Story[] {
  const random = seeded(seed)
  return Array.from({ length: count }, (_, i) =>
    story({
      id: `${(i * 7919) % count}-story`,
      title: sentence(random),
      body: [
        ...Array.from({ length: 1 + pick(random, 6) }, () => sentence(random)),
        ...(i % 40 === 0 ? [listOf(39 + ((i / 40) % 4))] : []),
      ].join('\n'),
      publishedAt: publishedAt(random),
    }),
  )
}

function sentence(random: () => number): string {
  const named = Array.from({ length: pick(random, 5) }, () => {
    const [id, name] = NAMES[Math.floor(random() ** 2 * NAMES.length)]!
    const surface = random() < 0.3 ? name.split(' ').at(-1)! : name
    // An organization's short form in the body is mentioned only aside, so it makes no ties.
    return `[${surface}](${id}${surface !== name && id.startsWith('org-') ? '*' : ''})`
  })
  return `Talks went on, ${named.join(' and ') || 'unseen'}, all night.`
}

/** A sentence with this many entities; above 7 it makes no ties. */
function listOf(entities: number): string {
  const others = Array.from({ length: entities - NAMES.length }, (_, i): [string, string] => {
    return [`person-member-${i}`, `Member ${i}`]
  })
  return `Present: ${[...NAMES, ...others].map(([id, name]) => `[${name}](${id})`).join(', ')}.`
}

function publishedAt(random: () => number): string | null {
  if (random() < 0.1) return null
  const day = new Date(Date.UTC(2022, 0, 1 + pick(random, 400), pick(random, 24)))
  return random() < 0.3 ? day.toISOString().slice(0, 10) : day.toISOString()
}

const pick = (random: () => number, below: number) => Math.floor(random() * below)
