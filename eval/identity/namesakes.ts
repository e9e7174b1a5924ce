import { compareText } from '#core/text/compare-text.ts'
import { cutNamesake } from '#core/identity/cut-namesake.ts'
import { createRarity } from '#core/identity/evidence.ts'
import type { Appearance, Form, Joining } from '#core/identity/types.ts'
import { fnv1a } from '#core/text/fnv1a.ts'
import { percent } from './percent.ts'
import type { ReadArticle } from './read-forms.ts'

const PAIRS = 200
/** Fewer articles give too little evidence to tell a person apart. */
const LEAST_ARTICLES = 2

/**
 * Tests pseudo-namesakes, two real people whose articles were joined under one name, and single
 * people, who should stay whole.
 */
export function scoreNamesakes(
  articles: ReadArticle[],
  forms: Form[],
  joining: Joining,
): string[][] {
  const appearances = collectAppearances(articles, joining)
  const rarityOf = createRarity(new Map(forms.map(({ id, articles }) => [id, articles])))
  const people = [...appearances]
    .filter(([, own]) => own.length >= LEAST_ARTICLES)
    .sort(([a], [b]) => fnv1a(a) - fnv1a(b) || compareText(a, b))
    .map(([, own]) => own)
  const pairs = Array.from({ length: Math.min(PAIRS, Math.floor(people.length / 2)) }, (_, i) => [
    ...people[2 * i]!,
    ...people[2 * i + 1]!,
  ])
  const found = pairs.map((pair) => cutNamesake(pair, rarityOf))
  const cut = people.map((own) => cutNamesake(own, rarityOf))
  const wrong = cut.filter((result) => result?.isCertain).length
  return [
    [
      `two people of one name, ${pairs.length} made: separated or candidate`,
      '70 %',
      '85 %',
      percent(found.filter(Boolean).length, pairs.length),
    ],
    [
      'two people of one name: separated at once',
      '',
      '',
      percent(found.filter((result) => result?.isCertain).length, pairs.length),
    ],
    [
      `single persons wrongly cut, of ${people.length}`,
      '1 %',
      '0.3 %',
      percent(wrong, people.length),
    ],
    ['single persons asked about', '', '', percent(cut.filter(Boolean).length, people.length)],
  ]
}

/** The articles of each person's entity. */
export function collectAppearances(
  articles: ReadArticle[],
  { clusters }: Joining,
): Map<string, Appearance[]> {
  const entityOf = new Map(clusters.flatMap((ids) => ids.map((id) => [id, ids[0]!] as const)))
  const appearances = new Map<string, Appearance[]>()
  articles.forEach(({ reading, day, source }, article) => {
    const named = new Set(
      reading.mentions.flatMap(({ entity }) => (entity ? (entityOf.get(entity) ?? entity) : [])),
    )
    for (const id of named) {
      if (!id.startsWith('person-')) continue
      const ofKind = (prefix: string) =>
        [...named].filter((other) => other !== id && other.startsWith(prefix))
      const roles = reading.roles.flatMap(({ person, of, title }) => {
        const holder = reading.mentions[person]?.entity
        return holder && entityOf.get(holder) === id
          ? `${title} of ${reading.mentions[of]?.entity ?? ''}`
          : []
      })
      const own = appearances.get(id) ?? []
      own.push({
        article,
        day,
        section: null,
        source,
        roles,
        countries: ofKind('country-'),
        bodies: ofKind('org-'),
        people: ofKind('person-'),
      })
      appearances.set(id, own)
    }
  })
  return appearances
}
