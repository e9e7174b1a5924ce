import { expect, it } from 'vitest'
import { PAGE, toClippedPage } from './bookmarklet.ts'

it.each([
  null,
  'dateline:page',
  {},
  { type: PAGE },
  { type: PAGE, url: 'https://a.example', html: 1 },
])('%j is no clipped page', (data) => {
  expect(toClippedPage(data)).toBeNull()
})
