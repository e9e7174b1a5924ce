/*
 * `npm run eval -- [names] [shared folder]` scores the names that Dateline finds and writes docs/quality.md;
 * `npm run eval -- reading [shared folder]` scores how it reads pages, beside other readers where they are there.
 * `npm run eval -- identity [shared folder]` scores how it tells who is who;
 * `npm run eval -- ranking [shared folder]` scores how it ranks the answers to questions, beside plain full-text search;
 * `npm run eval -- answers [shared folder]` scores the sentences that it answers questions with;
 * `npm run eval -- quotes [shared folder]` scores how it tells who said what;
 * `npm run eval -- stories [shared folder]` scores how it finds the copies of a text;
 * `npm run eval -- roles [shared folder]` scores how it reads who holds which office;
 * `npm run eval -- ties [shared folder]` tells how many of the strongest ties mean something;
 * `npm run eval -- organizations [shared folder]` lists the most frequent organizations of world news with verdicts;
 * `npm run eval -- countries [shared folder]` scores which words for a country stand for the state.
 */
const PARTS = [
  'names',
  'reading',
  'identity',
  'ranking',
  'answers',
  'quotes',
  'stories',
  'ties',
  'organizations',
  'countries',
  'roles',
]
const [part = 'names', ...rest] = PARTS.includes(process.argv[2] ?? '')
  ? process.argv.slice(2)
  : ['names', ...process.argv.slice(2)]
const shared = rest[0] ?? process.env.DATELINE_SHARED ?? '../shared'

const isMeasured = await evaluate()
if (!isMeasured) {
  console.error(`cannot find the evaluation data in ${shared}: name its folder as the argument`)
  process.exitCode = 1
}

async function evaluate(): Promise<boolean> {
  if (part === 'reading') return (await import('./reading/run.ts')).evaluateReading(shared)
  if (part === 'identity') return (await import('./identity/run.ts')).evaluateIdentity(shared)
  if (part === 'ranking') return (await import('./ranking/run.ts')).evaluateRanking(shared)
  if (part === 'answers') return (await import('./answers.ts')).evaluateAnswers(shared)
  if (part === 'quotes') return (await import('./quotes/run.ts')).evaluateQuotes(shared)
  if (part === 'stories') return (await import('./stories/run.ts')).evaluateStories(shared)
  if (part === 'roles') return (await import('./roles-run.ts')).evaluateRoles(shared)
  if (part === 'ties') return (await import('./ties.ts')).evaluateTies(shared)
  if (part === 'countries') return (await import('./countries.ts')).evaluateCountries(shared)
  if (part === 'organizations')
    return (await import('./organizations.ts')).evaluateOrganizations(shared)
  return (await import('./names.ts')).evaluateNames(shared)
}
