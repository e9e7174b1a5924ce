import type { Archive } from '#archive/open.ts'
import { decodeMentions } from '#core/reading.ts'
import { entityId } from '#core/entity-id.ts'
import type { ReutersStory } from '../reuters.ts'
import { percent } from './percent.ts'

/** Forty people of 1987 whom the archive names most, by the names that their articles write in full. */
const ACTORS =
  `Ronald Reagan; Paul Volcker; Yasuhiro Nakasone; Margaret Thatcher; Mikhail Gorbachev; Jacques Chirac;
  Helmut Kohl; Nigel Lawson; Gerhard Stoltenberg; Kiichi Miyazawa; Satoshi Sumita; Karl Otto Poehl; Clayton Yeutter;
  Richard Lyng; Malcolm Baldrige; Hisham Nazer; Rilwanu Lukman; Subroto; Dilson Funaro; Jose Sarney; Corazon Aquino;
  Jaime Ongpin; Edouard Balladur; Jacques Delors; Carl Icahn; Ivan Boesky; Rupert Murdoch; Ruhollah Khomeini;
  Brian Mulroney; Bob Hawke; Paul Keating; Richard Gephardt; Dan Rostenkowski; Michel Camdessus; Hajime Tamura;
  Beryl Sprinkel; Barber Conable; Martin Feldstein; Fritz Leutwiler; Muammar Gaddafi`
    .split(';')
    .map((name) => name.trim().replace(/\s+/g, ' '))

/** Of the articles with a main actor's surname, those that the registry links to that person. */
export function scoreMainActors(archive: Archive, stories: ReutersStory[]): string[][] {
  const linked = linkedArticles(archive)
  const named = ACTORS.flatMap((actor) => {
    const own = linked.get(entityOf(archive, actor)) ?? new Set()
    return stories.filter((story) => isNamed(story, actor)).map(({ id }) => own.has(id))
  })
  const count = named.length.toLocaleString('en')
  const share = percent(named.filter(Boolean).length, named.length)
  return [[`main actors: linked, of ${count} articles with the surname`, '92 %', '96 %', share]]
}

/** Ids of articles by entity. */
function linkedArticles({ db }: Archive): Map<string, Set<string>> {
  const linked = new Map<string, Set<string>>()
  const rows = db
    .prepare(
      `select a.id, a.title, t.body, t.dateline, r.mentions
       from article a join article_text t using (row) join reading r using (row)`,
    )
    .iterate()
  for (const row of rows) {
    const { id, mentions, ...texts } = row as {
      id: string
      mentions: string
      title: string
      body: string
      dateline: string | null
    }
    for (const { entity } of decodeMentions(mentions, texts)) {
      if (entity !== null) linked.set(entity, (linked.get(entity) ?? new Set()).add(id))
    }
  }
  return linked
}

function entityOf({ db }: Archive, actor: string): string {
  const form = entityId('person', actor)
  const found = db.prepare('select entity from assignment where form = ?').get(form)
  return (found?.['entity'] as string | undefined) ?? form
}

/** Whether the surname stands in a story other than before "administration". */
function isNamed({ title, body }: ReutersStory, actor: string): boolean {
  const surname = actor.split(' ').at(-1)!
  return new RegExp(`\\b${surname}(?:'s)?\\b(?!\\s+[Aa]dministration)`, 'i').test(
    `${title}\n${body}`.replace(/\s+/g, ' '),
  )
}
