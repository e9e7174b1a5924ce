import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dateline } from '../dateline.ts'

const run = (...args: string[]) =>
  dateline(['engines', ...args], {
    env: { DATELINE_ENGINES: join(mkdtempSync(join(tmpdir(), 'engines-')), 'none') },
  })

describe('dateline engines', () => {
  it('says that nothing runs if nothing was started', async () => {
    const { status, stdout } = await run('status')

    expect(status).toBe(1)
    expect(stdout).toMatch(
      /^Elasticsearch 9\.4\.3 +does not run; `dateline engines start` starts it\nNeo4j /,
    )
  })

  it('has nothing to stop then', async () => {
    const { status, stderr } = await run('stop')

    expect(status).toBe(0)
    expect(stderr).toBe('Nothing was started here.\n')
  })

  it.each([
    [[], 'write engines start, engines stop or engines status'],
    [['strat'], 'there is no engines strat; did you mean engines start?'],
    [['status', 'neo4j'], 'engines takes one word; leave out neo4j'],
    [
      ['start', '--neo4j-port', '99999'],
      '--neo4j-port 99999 is not a port; write a number from 1 to 65535',
    ],
    [['start', '--heap', '2g'], '--heap 2g is not a size; write megabytes, 256 or more'],
    [['start', '--neo-port', '1'], 'there is no option --neo-port; did you mean --neo4j-port?'],
  ])('refuses %j in one sentence', async (args, sentence) => {
    const { status, stdout, stderr } = await run(...args)

    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: `dateline: ${sentence}\n`,
    })
  })
})
