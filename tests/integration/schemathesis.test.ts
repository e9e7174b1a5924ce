import { execFile } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServeProcess } from '../dateline.ts'
import { serveSample } from '../e2e/sample.ts'
import { isLong } from '../long.ts'
import { SCHEMATHESIS, hasSchemathesis } from '../python/run.ts'

const KEY = 'a-write-key-of-the-tests'
/** Every parameter at its limits takes a minute. */
const EXTENT = isLong
  ? ['--phases', 'examples,coverage,fuzzing', '--max-examples', '40']
  : ['--phases', 'examples,fuzzing', '--max-examples', '3']

/** Runs schemathesis and truncates long values in its report; status 0 if it found nothing. */
function schemathesis(args: string[]): Promise<{ status: number; report: string }> {
  const { program, config } = SCHEMATHESIS
  const options = { maxBuffer: Infinity }
  return new Promise((resolve) => {
    const all = ['--config-file', config, 'run', ...args]
    execFile(program, all, options, (error, stdout, stderr) => {
      const report = `${stdout}${stderr}`.replaceAll(/^(.{300}).*$/gm, '$1 …')
      resolve({ status: Number(error?.code ?? 0), report })
    })
  })
}

describe.skipIf(!hasSchemathesis)('the API', () => {
  let served: ServeProcess
  beforeAll(async () => {
    served = await serveSample([], { DATELINE_WRITE_KEY: KEY })
  })
  afterAll(() => served.stop())

  it('answers valid and invalid requests as its OpenAPI document says', async () => {
    const { url } = served
    const authorization = `Authorization: Bearer ${KEY}`
    const { status, report } = await schemathesis([
      `${url}/api/v1/openapi.json`,
      ...['--url', url, '--header', authorization, '--no-color', ...EXTENT],
    ])

    expect(status, report).toBe(0)
    expect(report).toMatch(/Tested: \d+/)
  }, 900_000)
})
