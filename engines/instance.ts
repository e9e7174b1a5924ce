import { randomBytes } from 'node:crypto'
import { existsSync, lchownSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '#core/errors.ts'
import type { Engine, Instance, Service } from './engine.ts'
import { readNote, runTool } from './engine-process.ts'
import { readIfThere, writePrivate } from './private-file.ts'
import { makeFolder, makePrivateFolder } from './process-user.ts'

const PASSWORD_BYTES = 20

/** Writes the settings of an engine and, the first time, makes its password. */
export function setUpInstance(engine: Engine, options: Omit<Instance, 'password'>): Instance {
  const { folder, user } = options
  makeFolder(folder, user)
  for (const name of engine.folders) makePrivateFolder(join(folder, name), user)

  const kept = readIfThere(passwordFile(folder))
  const instance = { ...options, password: kept ?? randomBytes(PASSWORD_BYTES).toString('hex') }
  for (const [name, text] of Object.entries(engine.settings(instance))) {
    writePrivate(join(folder, name), text)
    if (user) lchownSync(join(folder, name), user.uid, user.gid)
  }
  if (kept === null) setPassword(engine, instance)
  return instance
}

/** How an engine is reached that was started in this folder; null where none was, or it was stopped. */
export function serviceOf(engine: Engine, folder: string): Service | null {
  const note = readNote(folder)
  const password = readIfThere(passwordFile(folder))
  if (!note || password === null) return null
  return { url: engine.url(note.port), user: engine.user, password }
}

function setPassword(engine: Engine, instance: Instance): void {
  const { folder, password } = instance
  if (existsSync(join(folder, 'console.log'))) {
    throw new UserError(
      `${passwordFile(folder)} is gone, so nobody knows the password of ${engine.name} any more; remove ${folder}, and what it held is built anew from the archive`,
    )
  }
  const failure = runTool(instance, engine.setPassword(instance))
  if (failure !== null) {
    throw new UserError(`the password of ${engine.name} could not be set: ${failure}`)
  }
  // Only now: without this file, the next start sets one again.
  writePrivate(passwordFile(folder), password)
}

function passwordFile(folder: string): string {
  return join(folder, 'password')
}
