import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UserError } from '#core/errors.ts'
import { digestFolder, fetchArtifact } from './artifact.ts'

const newFolder = () => mkdtempSync(join(tmpdir(), 'artifact-'))

/** A PATH with this script as mvn. */
function maven(script: string): NodeJS.ProcessEnv {
  const folder = newFolder()
  writeFileSync(join(folder, 'mvn'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return { PATH: `${folder}:${process.env['PATH']}` }
}

const BRINGS_JARS = 'mkdir -p lib && echo one > lib/one.jar && echo two > lib/two.jar'
const DIGEST = '184d910172db540763dd7748ec03a91ed740fb49e2eb47835eeb7b8e4928df10'
const jars = (digest: string) =>
  ({ kind: 'jars', coordinates: 'org.example:engine:1', size: '1 MB', digest }) as const

async function fetchJars(env: NodeJS.ProcessEnv, digest = DIGEST, signal?: AbortSignal) {
  const folder = newFolder()
  const target = join(folder, 'engine-1')
  const progress: string[] = []
  const onProgress = (text: string) => progress.push(text)
  const outcome = await fetchArtifact(jars(digest), target, { env, onProgress, signal }).catch(
    (error: unknown) => error,
  )
  return { outcome, folder, target, progress }
}

describe('fetching a program through Maven', () => {
  it('keeps it if it is the tested one', async () => {
    const { outcome, folder, target } = await fetchJars(maven(BRINGS_JARS))

    expect(outcome).toBeUndefined()
    expect(readFileSync(join(target, 'one.jar'), 'utf8')).toBe('one\n')
    expect(readdirSync(folder)).toEqual(['engine-1'])
  })

  it('asks Maven for the one dependency, with checksums', async () => {
    const script = 'echo "[ERROR] $* $(grep -c "<artifactId>engine" pom.xml)"; exit 1'
    const { outcome } = await fetchJars(maven(script))

    expect((outcome as Error).message).toMatch(
      /-C \S+maven-dependency-plugin\S+:copy-dependencies .* 2$/,
    )
  })

  it('leaves nothing behind if it is something else', async () => {
    const { outcome, folder } = await fetchJars(maven(BRINGS_JARS), 'another')

    expect(outcome).toBeInstanceOf(UserError)
    expect((outcome as Error).message).toMatch(
      /org\.example:engine:1 is not what was tested .* remove ~\/\.m2\/repository\/org\/example\/engine\/1 /,
    )
    expect(readdirSync(folder)).toEqual([])
  })

  it("says why Maven failed, in Maven's own words", async () => {
    const script = `echo "[INFO] fine"; echo "[ERROR] Unknown host repo -> [Help 1]"; echo "[ERROR] more"; exit 1`
    const { outcome, folder } = await fetchJars(maven(script))

    expect(outcome).toEqual(new UserError('Maven failed: Unknown host repo'))
    expect(readdirSync(folder)).toEqual([])
  })

  it('says that Maven is missing', async () => {
    const { outcome } = await fetchJars({ PATH: '/nowhere' })

    expect(outcome).toBeInstanceOf(UserError)
    expect((outcome as Error).message).toMatch(/Maven \(mvn\), .* is missing; install Maven/)
  })

  it('reports progress', async () => {
    const script = `echo "Downloaded from central: x"; printf 'Progress (1): 4.1/947 MB\\rProgress (1): 500/947 MB\\r'; printf 'Progress (2): 4.1/16 kB | 1/2 MB\\n'; ${BRINGS_JARS}`
    const { progress } = await fetchJars(maven(script))

    expect(progress).toEqual(['4.1 of 947 MB', '500 of 947 MB', '1 files', 'checking'])
  })

  it('ends Maven when stopped', async () => {
    const { outcome, target } = await fetchJars(
      maven('exec sleep 60'),
      DIGEST,
      AbortSignal.timeout(300),
    )

    expect(outcome).toMatchObject({ name: 'AbortError' })
    expect(existsSync(target)).toBe(false)
  })
})

describe('the digest of a folder', () => {
  it('depends on names and content, not on the order of writing', async () => {
    const make = (files: Record<string, string>) => {
      const folder = newFolder()
      mkdirSync(join(folder, 'sub'))
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
      return digestFolder(folder)
    }
    const first = await make({ a: '1', 'sub/b': '2' })

    expect(await make({ 'sub/b': '2', a: '1' })).toBe(first)
    expect(await make({ a: '1', 'sub/c': '2' })).not.toBe(first)
    expect(await make({ a: '1', 'sub/b': '3' })).not.toBe(first)
  })
})
