/*
 * `npm run eval -- [names] [shared folder]` scores the names that Dateline finds and writes docs/quality.md;
 * `npm run eval -- reading [shared folder]` scores how it reads pages.
 */
const PARTS = ['names', 'reading']
const [part = 'names', ...rest] = PARTS.includes(process.argv[2] ?? '')
  ? process.argv.slice(2)
  : ['names', ...process.argv.slice(2)]
const shared = rest[0] ?? process.env.DATELINE_SHARED ?? '../shared'

const isMeasured =
  part === 'reading'
    ? await (await import('./reading/run.ts')).evaluateReading(shared)
    : await (await import('./names.ts')).evaluateNames(shared)
if (!isMeasured) {
  console.error(`cannot find the evaluation data in ${shared}: name its folder as the argument`)
  process.exitCode = 1
}
