import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { elasticsearch } from './elasticsearch.ts'
import { findJava } from './java.ts'
import { neo4j } from './neo4j.ts'

const MODULE = 'jdk.incubator.vector'

/** A folder with a fake Java of this version. */
function jdk(parent: string, version: number, module = MODULE): string {
  const home = join(parent, `jdk-${version}`)
  mkdirSync(join(home, 'bin'), { recursive: true })
  const script = `#!/bin/sh\necho java.base@${version}.0.1\necho ${module}@${version}.0.1\n`
  writeFileSync(join(home, 'bin/java'), script, { mode: 0o755 })
  return home
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'java-'))
const find = (folder: string, env = {}) =>
  findJava([elasticsearch, neo4j], {
    env: { PATH: '', ...env },
    user: undefined,
    folders: [`${folder}/*`],
  })

describe('the Java of the engines', () => {
  it('is the newest installed', () => {
    const folder = newFolder()
    for (const version of [9, 21, 25, 17]) jdk(folder, version)

    expect(find(folder)).toBe(join(folder, 'jdk-25'))
  })

  it('is that of JAVA_HOME if it is new enough', () => {
    const folder = newFolder()
    jdk(folder, 25)

    expect(find(folder, { JAVA_HOME: jdk(newFolder(), 21) })).toMatch(/jdk-21$/)
    expect(find(folder, { JAVA_HOME: jdk(newFolder(), 17) })).toMatch(/jdk-25$/)
    expect(find(folder, { JAVA_HOME: '/nowhere' })).toMatch(/jdk-25$/)
  })

  it('is found through PATH', () => {
    const home = jdk(newFolder(), 22)

    expect(find(newFolder(), { PATH: `/nowhere:${home}/bin` })).toBe(home)
  })

  it('is never one without a module that an engine needs', () => {
    const folder = newFolder()
    jdk(folder, 21)
    jdk(folder, 25, 'jdk.other')

    expect(find(folder)).toMatch(/jdk-21$/)
  })

  it('is never one that cannot be run', () => {
    const folder = newFolder()
    jdk(folder, 21)
    chmodSync(join(jdk(folder, 25), 'bin/java'), 0o600)

    expect(find(folder)).toMatch(/jdk-21$/)
  })

  it('is asked for if there is none', () => {
    expect(() => find(newFolder())).toThrow(
      /^Elasticsearch and Neo4j need Java 21 or newer, and no Java was found; install a JDK/,
    )
  })

  it('is asked for if all are too old', () => {
    const folder = newFolder()
    jdk(folder, 17)
    jdk(folder, 11)

    expect(() => find(folder)).toThrow(
      /need Java 21 or newer, and the newest here is 17 \(.*jdk-17\);/,
    )
  })

  it('is asked for if the newest lacks a module', () => {
    const folder = newFolder()
    jdk(folder, 25, 'jdk.other')

    expect(() => find(folder)).toThrow(/jdk-25 lacks jdk\.incubator\.vector; install/)
  })
})
