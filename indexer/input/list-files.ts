import { type Dirent, type Stats } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { reject } from '../rejection.ts'
import { toReadError } from '../read-error.ts'
import type { Rejection } from '../result.ts'

/** A file to be read; "-" is standard input. */
export interface ListedFile {
  type: 'file'
  path: string
  /** 0 if unknown. */
  bytes: number
}

/** Standard input and pipes have no size and can be read only once. */
export const isStream = ({ bytes }: ListedFile) => bytes === 0

/** Files that are often next to news in a folder; they are read only if named explicitly. */
const NO_NEWS =
  /^(?:\.|(?:readme|licen[cs]e|copying|notice|changelog|contributing)\b)|\.(?:css|js|mjs|map)$/i

/**
 * Yields the files under the paths, in a stable order, each once; missing or unreadable ones as
 * rejections.
 */
export async function* listFiles(paths: string[]): AsyncGenerator<ListedFile | Rejection> {
  const seen = new Set<string>()
  for (const path of paths) {
    if (path === '-') yield { type: 'file', path, bytes: 0 }
    else yield* listPath(path, seen, true)
  }
}

async function* listPath(
  path: string,
  seen: Set<string>,
  isNamed: boolean,
): AsyncGenerator<ListedFile | Rejection> {
  const found = await attempt(path, () => stat(path))
  if ('type' in found) {
    yield found
    return
  }
  const real = await realpath(path).catch(() => resolve(path))
  if (seen.has(real)) return
  seen.add(real)

  if (found.isDirectory()) yield* listFolder(path, seen)
  // A pipe is read if named ("<(zcat …)"), but not if found in a folder.
  else if (isNamed || found.isFile()) yield { type: 'file', path, bytes: found.size }
}

async function* listFolder(
  path: string,
  seen: Set<string>,
): AsyncGenerator<ListedFile | Rejection> {
  const entries = await attempt(path, () => readdir(path, { withFileTypes: true }))
  if ('type' in entries) {
    yield entries
    return
  }
  const names = entries.map(({ name }) => name).filter((name) => !NO_NEWS.test(name))
  for (const name of names.sort()) yield* listPath(join(path, name), seen, false)
}

async function attempt<T extends Stats | Dirent[]>(
  path: string,
  action: () => Promise<T>,
): Promise<T | Rejection> {
  try {
    return await action()
  } catch (error) {
    return reject(path, null, toReadError(error))
  }
}
