import { expect, it } from 'vitest'
import { UserError } from '#core/errors.ts'
import { openStores } from './open.ts'

it('names an engine that it does not know', async () => {
  const opening = openStores('gopher://localhost/news')

  await expect(opening).rejects.toThrow(UserError)
  await expect(opening).rejects.toThrow('gopher://')
})
