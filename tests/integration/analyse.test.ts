import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { GraphMap } from '#core/analysis/analysis.ts'
import { buildSample } from '#cli/support/sample-archive.ts'
import { useCliArchive } from '../cli-archive.ts'
import { dateline, serveArchive } from '../dateline.ts'

const cli = useCliArchive()

it('dateline analyse stores what the server shows of its graph, the same each time', async () => {
  const archive = join(cli.folder, 'sample.db')
  await buildSample(archive)
  const again = join(cli.folder, 'again.db')
  cpSync(archive, again)

  const first = await dateline(['analyse', '--archive', archive])
  const second = await dateline(['analyse', '--json', '--archive', again])

  expect(first).toMatchObject({ status: 0 })
  expect(first.stdout).toMatch(/^\d+ names and \d+ ties: \d+ communities\n/)
  const told = JSON.parse(second.stdout) as { entities: number; communities: number }
  const served = await Promise.all([archive, again].map((path) => serveArchive(path)))
  const maps = await Promise.all(
    served.map(async ({ url }) => {
      const response = await fetch(`${url}/api/v1/graph/analysis/map`)
      return (await response.json()) as GraphMap & { warnings: unknown[] }
    }),
  )

  const [one, other] = maps.map(({ ids, x, y, community, ties }) => ({
    ids,
    x,
    y,
    community,
    ties,
  }))
  expect(one).toEqual(other)
  expect(maps[0]!.warnings).toEqual([])
  expect(maps[0]!.ids.length).toBeLessThanOrEqual(told.entities)
  expect(maps[0]!.communities.length).toBe(told.communities)
  for (const server of served) await server.stop()
})
