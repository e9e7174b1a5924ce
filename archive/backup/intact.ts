import { isDamage } from '#core/files/sqlite-errors.ts'
import { openAlone } from '#core/files/sqlite-file.ts'

/** Returns whether SQLite finds no damaged page; nobody may be writing the file. */
export function isIntact(path: string): boolean {
  const db = openAlone(path)
  try {
    return db.prepare('pragma quick_check(1)').get()?.quick_check === 'ok'
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  } finally {
    db.close()
  }
}
