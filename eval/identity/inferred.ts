import type { Archive } from '#archive/open.ts'
import { decodeMentions } from '#core/reading.ts'
import { readLabels } from '../labels.ts'
import { percent } from './percent.ts'

/** A link of the archive as read in its article; offsets are into the field. */
interface ReadLink {
  article: string
  field: 'title' | 'body'
  start: number
  entity: string
  right: boolean
}

/** Of the links that were read and that the registry still makes, those that are wrong. */
export function scoreInferred({ db }: Archive): string[][] {
  const stored = db.prepare('select mentions from reading join article using (row) where id = ?')
  const links = readLabels<ReadLink>('inferred.json').filter(
    ({ article, field, start, entity }) => {
      const { mentions } = stored.get(article) as { mentions: string }
      return decodeMentions(mentions, NO_TEXTS).some(
        (made) =>
          made.via === 'archive' &&
          made.field === field &&
          made.start === start &&
          made.entity === entity,
      )
    },
  )
  const wrong = links.filter(({ right }) => !right).length
  const share = percent(wrong, links.length)
  return [[`links of the archive: wrong, of ${links.length} read`, '3 %', '1 %', share]]
}

/** Only offsets are compared. */
const NO_TEXTS = { title: '', body: '', dateline: null }
