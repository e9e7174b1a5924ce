import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openedApp } from './app.ts'
import { openPage } from './browser.ts'
import { serveSample } from './sample.ts'

const NOTEBOOKS = join(import.meta.dirname, '../../notebooks')
const TYPES = { html: 'text/html', js: 'text/javascript' }

let files: Server
let site: string
const app = openedApp(async () => {
  files = createServer((request, response) => {
    const name = /^\/(observable\.(?:html|js))/.exec(request.url ?? '')?.[1]
    if (!name) return void response.writeHead(204).end()
    void readFile(join(NOTEBOOKS, name)).then((text) => {
      const type = TYPES[name.split('.')[1] as keyof typeof TYPES]
      response.writeHead(200, { 'Content-Type': type }).end(text)
    })
  })
  await once(files.listen(0, '127.0.0.1'), 'listening')
  site = `http://127.0.0.1:${(files.address() as AddressInfo).port}`
  return serveSample(['--allow-origin', site])
})
afterAll(() => files.close())

it('shows the archive in a page of another site that the server allows', async () => {
  const { page, complaints } = await openPage(app.browser)
  await page.goto(`${site}/observable.html?archive=${app.url}`)
  await page.locator('#chart rect').first().waitFor()

  const { total } = await app.api.articles('q=energy&size=0')
  expect(await page.locator('#total').textContent()).toBe(`${total.value} articles`)
  expect(await page.locator('#hits a').count()).toBe(8)
  expect(await page.locator('#chart rect').count()).toBeGreaterThan(10)
  expect(complaints).toEqual([])
})
