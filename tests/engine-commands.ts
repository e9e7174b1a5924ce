import { expect } from 'vitest'
import { dateline } from './dateline.ts'
import type { TestEngines } from './services.ts'

/** The environment for commands that use these engines, with their own indexes. */
export function environmentOf(
  { elasticsearch, neo4j }: TestEngines,
  prefix: string,
): Record<string, string> {
  return {
    DATELINE_ELASTICSEARCH_URL: elasticsearch.url,
    DATELINE_ELASTICSEARCH_USER: elasticsearch.user,
    DATELINE_ELASTICSEARCH_PASSWORD: elasticsearch.password,
    DATELINE_ELASTICSEARCH_PREFIX: prefix,
    DATELINE_NEO4J_URL: neo4j.url,
    DATELINE_NEO4J_USER: neo4j.user,
    DATELINE_NEO4J_PASSWORD: neo4j.password,
  }
}

/** Indexes until the engines are up to date and asserts success; returns the number of articles read. */
export async function indexAll(paths: string[], archive: string, env: Record<string, string>) {
  const args = ['index', ...paths, '--archive', archive, '--json']
  const { status, stdout, stderr } = await dateline(args, { env })
  expect({ status, stderr: complaints(stderr) }, stderr).toEqual({ status: 0, stderr: '' })
  const { read } = JSON.parse(stdout.trim().split('\n').at(-1)!) as { read: number }
  return read
}

/** The output of `verify` for an archive and its engines. */
export async function verified(archive: string, env: Record<string, string>) {
  const { status, stdout, stderr } = await dateline(['verify', '--archive', archive, '--json'], {
    env,
  })
  if (stdout === '') throw new Error(`verify ended with status ${status}: ${stderr}`)
  const { ok, digest, findings } = JSON.parse(stdout) as {
    ok: boolean
    digest: string
    findings: unknown[]
  }
  return { ok, digest, findings }
}

/** Lines that reveal an internal error. */
export function complaints(output: string): string {
  const bad = /unhandled|uncaught|should not have happened/i
  return output
    .split('\n')
    .filter((line) => bad.test(line))
    .join('\n')
}
