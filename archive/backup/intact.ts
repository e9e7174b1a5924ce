import { isDamage } from '#core/files/sqlite-errors.ts'
import { openAlone } from '#core/files/sqlite-file.ts'

/** Whether SQLite finds no damaged page in a file that nobody writes. */
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
