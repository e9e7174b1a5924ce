import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openNotebook } from '#archive/notebook.ts'
import { writeArchive } from '#api/testing.ts'
import { story } from '#tests/builders.ts'
import { useCliArchive } from '#tests/cli-archive.ts'
import { dateline } from '#tests/dateline.ts'

const cli = useCliArchive()

it('passes new articles of each saved search to a command, once', async () => {
  writeArchive(cli.archive, [story({ id: 'old', body: 'Talks.' })])
  const notebook = openNotebook(cli.archive)
  await notebook.putSearch('talks', { name: 'Talks', note: '', search: 'q=talks' })
  await notebook.putSearch('rain', { name: 'Rain', note: '', search: 'q=rain' })
  await notebook.close()
  writeArchive(cli.archive, [story({ id: 'new', title: 'New talks', body: 'Talks again.' })])
  const file = join(cli.folder, 'told.jsonl')
  const alerts = (run: string) => dateline(['alerts', '--archive', cli.archive, '--run', run])

  expect((await alerts('exit 3')).status).toBe(1)
  const { status, stdout } = await alerts(`cat >> ${file}`)
  expect([status, stdout.trim()]).toEqual([0, 'Talks: 1 new article'])
  expect((await alerts(`cat >> ${file}`)).stdout).toBe('')
  const told = readFileSync(file, 'utf8').trimEnd().split('\n')
  expect(told.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { search: { id: 'talks' }, total: { value: 1 }, items: [{ id: 'new' }] },
  ])
})
