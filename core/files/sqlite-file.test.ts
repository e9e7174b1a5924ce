import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readMainFile } from './sqlite-file.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-main-file-'))
  path = join(folder, 'news.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

it('reads what the file holds, however much it has grown, and nothing of its log', () => {
  const db = new DatabaseSync(path)
  db.exec(`pragma journal_mode = wal; create table state (id text, rev integer);
    insert into state values ('a', 1); create table texts (text); pragma wal_checkpoint(truncate)`)

  db.exec('update state set rev = 2')
  expect(readMainFile(path)).toEqual({ id: 'a', rev: 1 })

  db.exec(`with recursive n (i) as (select 1 union all select i + 1 from n where i < 500)
    insert into texts select randomblob(1000) from n; pragma wal_checkpoint(truncate)`)
  expect(readMainFile(path)).toEqual({ id: 'a', rev: 2 })
  db.close()
})

it('tells a file that holds no archive from one that cannot be read now', () => {
  writeFileSync(path, 'no database, but some text that is longer than the header of one would be')
  expect(readMainFile(path)).toBeNull()

  rmSync(path)
  const db = new DatabaseSync(path)
  db.exec(`create table state (id text, rev integer); insert into state values ('a', 1);
    create table texts (text); insert into texts values (randomblob(100000))`)
  db.close()
  // The header promises pages that are not written yet.
  truncateSync(path, 8192)
  expect(readMainFile(path)).toBeUndefined()
})
