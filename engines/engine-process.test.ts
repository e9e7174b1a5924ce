import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { elasticsearch } from './elasticsearch.ts'
import { isRunning, liveProcesses, readNote, stopProcess } from './engine-process.ts'
import { neo4j } from './neo4j.ts'

const MARK = '-Ddateline.engine=abc'
const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** A process that runs until stopped, with this word in its command line. */
async function start(word: string, script = ''): Promise<number> {
  const code = `${script};setInterval(() => {}, 1000);console.log("up")`
  const child = spawn(process.execPath, ['-e', code, '--', word], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await once(child.stdout, 'data')
  return child.pid!
}

function folderWith(note: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'process-'))
  writeFileSync(join(folder, 'process.json'), JSON.stringify(note))
  return folder
}

const noteOf = (pid: number) => ({ pid, mark: MARK, port: 1, startedAt: '2026-01-01T00:00:00Z' })
const isAlive = (index: number) =>
  children[index]!.exitCode === null && children[index]!.signalCode === null

describe('the process of an engine', () => {
  it('is found by its pid and mark', async () => {
    const pid = await start(MARK)

    expect(liveProcesses(neo4j, folderWith(noteOf(pid)))).toEqual([pid])
  })

  it('is stopped, and its note removed', async () => {
    const folder = folderWith(noteOf(await start(MARK)))

    await stopProcess(neo4j, folder)

    expect(isRunning(neo4j, folder)).toBe(false)
    expect(existsSync(join(folder, 'process.json'))).toBe(false)
  })

  it('is not another process that reuses its pid, which is left alone', async () => {
    const folder = folderWith(noteOf(await start('another program')))

    expect(isRunning(neo4j, folder)).toBe(false)
    await stopProcess(neo4j, folder)

    expect(isAlive(0)).toBe(true)
    expect(readNote(folder)).toBeNull()
  })

  it('is killed if it does not end by itself', async () => {
    const folder = folderWith(noteOf(await start(MARK, "process.on('SIGTERM', () => {})")))

    await stopProcess(neo4j, folder, 300)

    expect(isRunning(neo4j, folder)).toBe(false)
    expect(children[0]!.signalCode).toBe('SIGKILL')
  })

  it('includes one that its launcher left behind', async () => {
    const folder = folderWith(noteOf(999_999_999))
    const pid = await start(MARK)
    writeFileSync(join(folder, 'server.pid'), `${pid}\n`)
    const engine = { ...elasticsearch, pidFile: 'server.pid' }

    expect(liveProcesses(engine, folder)).toEqual([pid])
    await stopProcess(engine, folder)

    expect(isRunning(engine, folder)).toBe(false)
  })

  it.each(['', '{', '{}', '{"pid": -1}'])('is none if the note is %j', (text) => {
    const folder = folderWith({})
    writeFileSync(join(folder, 'process.json'), text)

    expect(readNote(folder)).toBeNull()
    expect(isRunning(neo4j, folder)).toBe(false)
  })
})
