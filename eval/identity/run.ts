import { existsSync } from 'node:fs'
import { joinForms } from '#core/identity/join-forms.ts'
import { readReuters, reutersPath } from '../reuters.ts'
import { toTable } from '../table.ts'
import { reportDefinitions } from './definitions.ts'
import { collectForms, readStories } from './read-forms.ts'
import { scoreJoins, scoreTopCandidates } from './merges.ts'
import { scoreInferred } from './inferred.ts'
import { scoreMainActors } from './main-actors.ts'
import { withNamedArchive } from './named-archive.ts'
import { scoreNamesakes } from './namesakes.ts'
import { scorePairs } from './pairs.ts'
import { scoreSpellings } from './spellings.ts'

/** Prints how well the rules of names tell who is who; false where the shared folder is not there. */
export async function evaluateIdentity(shared: string): Promise<boolean> {
  if (!existsSync(reutersPath(shared))) return false
  const articles = readStories(shared)
  const { forms, contextOf } = collectForms(articles)
  const started = performance.now()
  const joining = joinForms(forms, contextOf)
  const seconds = (performance.now() - started) / 1000
  const stories = readReuters(shared)
  const ofArchive = await withNamedArchive(stories, articles, (archive) => [
    ...scoreMainActors(archive, stories),
    ...scoreInferred(archive),
  ])
  const rows = [
    ...ofArchive,
    ...scorePairs(shared, joining),
    ...scoreJoins(joining),
    ...scoreTopCandidates(joining),
    ...scoreSpellings(),
    ...scoreNamesakes(articles, forms, joining),
    ...reportDefinitions(shared, articles),
  ]
  console.log(toTable(['what', 'floor', 'aim', 'reached'], rows))
  console.log(
    `\n${forms.length.toLocaleString('en')} forms, ${joining.clusters.length.toLocaleString('en')} entities, joined in ${seconds.toFixed(1)} s`,
  )
  return true
}
