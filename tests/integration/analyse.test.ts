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
  try {
    const maps = await Promise.all(
      served.map(async ({ url }) => {
        const response = await fetch(`${url}/api/v1/graph/analysis/map`)
        return (await response.json()) as GraphMap & { warnings: unknown[] }
      }),
    )

    // A citation names the server.
    const [one, other] = maps.map((map) => ({ ...map, citation: null }))
    expect(one).toEqual(other)
    expect(maps[0]!.warnings).toEqual([])
    expect(maps[0]!.ids.length).toBeLessThanOrEqual(told.entities)
    expect(maps[0]!.communities.length).toBe(told.communities)
  } finally {
    for (const server of served) await server.stop()
  }
})
