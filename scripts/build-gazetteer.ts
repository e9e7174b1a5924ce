/*
 * Builds extract/gazetteer/{countries,names,places,organizations,given-names,common-words}.json
 * from the sources in ../shared/data and the hand-kept lists next to them. Run it as: node
 * scripts/build-gazetteer.ts [shared folder]
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commonWords } from './gazetteer/common-words.ts'
import {
  countries,
  countryNames,
  type Curated,
  type CountryStatus,
  type Territory,
} from './gazetteer/countries.ts'
import { givenNames } from './gazetteer/given-names.ts'
import { organizations } from './gazetteer/organizations.ts'
import { readBlocks } from './gazetteer/phoenix.ts'
import { places } from './gazetteer/places.ts'
import { readGzip } from './gazetteer/source.ts'

const shared = process.argv[2] ?? process.env.DATELINE_SHARED ?? '../shared'
const target = join(import.meta.dirname, '../extract/gazetteer')
const source = (name: string) => readGzip(join(shared, 'data', name))
const kept = <T>(name: string) => JSON.parse(readFileSync(join(target, name), 'utf8')) as T

const curated = kept<Curated[]>('curated.json')
const bodies = kept<string[][]>('bodies.json')
const territories = source('gazetteer/territories.jsonl.gz')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Territory)
const holders = readBlocks(source('gazetteer/phoenix-countries.txt.gz'))
const international = readBlocks(source('gazetteer/phoenix-international.txt.gz'))

const common = commonWords([
  source('ner/train/wikigold.jsonl.gz'),
  source('ner/train/redocred.jsonl.gz'),
])
const names = countryNames(territories, curated)
const taken = new Set([...names.map(([name]) => name.toLowerCase()), ...common])
const cities = places(holders, territories, curated, taken)
const given = givenNames(
  holders,
  new Set([...taken, ...cities.map(([name]) => name.toLowerCase())]),
)

write('countries.json', countries(territories, curated, kept<CountryStatus[]>('status.json')))
write('names.json', names)
write('places.json', cities)
write('organizations.json', organizations(international, bodies, taken, new Set(given)))
write('given-names.json', given)
write('common-words.json', common)

/** One entry per line, so that changes of the sources give readable diffs. */
function write(file: string, entries: readonly unknown[]): void {
  const lines = entries.map((entry) => `  ${JSON.stringify(entry)}`)
  writeFileSync(join(target, file), `[\n${lines.join(',\n')}\n]\n`)
  console.log(`${file}: ${entries.length} entries`)
}
