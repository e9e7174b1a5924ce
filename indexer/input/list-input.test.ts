import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readToEnd } from '../written-file.ts'
import { listInput } from './list-input.ts'

const LIST = `<?xml version="1.0"?><opml version="2.0"><body>
  <outline text="News">
    <outline type="rss" text="Courier" title="The Cape Courier" xmlUrl="https://www.courier.example/rss/" htmlUrl="https://courier.example"/>
    <outline text="Andes R&amp;D & more" XMLURL="https://andes.example/atom?a=1&amp;b=2" htmlUrl="https://andes.example/"/>
    <outline text="City" xmlUrl="https://two.example/city" htmlUrl="https://two.example/"/>
    <outline text="World" xmlUrl="https://two.example/world" htmlUrl="https://two.example/"/>
    <outline text="No feed" url="https://x.example"/>
  </outline></body></opml>`

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-opml-'))
  await writeFile(join(folder, 'feeds.opml'), LIST)
})
afterEach(() => rm(folder, { recursive: true }))

const rss = (links: string) =>
  `<rss xmlns:atom="a"><channel><title>RSS - Home</title>${links}<item><title>T</title></item></channel></rss>`
const atom = (links: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom - Home</title>${links}<entry><title>T</title></entry></feed>`

async function sourceOf(content: string, source?: string): Promise<string> {
  await writeFile(join(folder, 'feed.xml'), content)
  const { files, outlets } = await listInput([folder])
  const { articles } = await readToEnd(files[0]!.path, { outlets, source })
  return articles[0]!.source
}

describe('a list of feeds in a folder', () => {
  it.each([
    ['its own address', rss('<atom:link rel="self" href="http://courier.example/rss"/>')],
    ['the address of its site', rss('<link>https://www.courier.example/</link>')],
  ])('names the outlet of a feed by %s', async (_, feed) => {
    expect(await sourceOf(feed)).toBe('The Cape Courier')
  })

  it('names the outlets of Atom feeds too', async () => {
    const links = `<link href="https://x.example/"/><link rel="self" href="https://andes.example/atom?a=1&amp;b=2"/>`

    expect(await sourceOf(atom(links))).toBe('Andes R&D & more')
  })

  it.each([
    ['which it does not name', '<link>https://other.example</link>'],
    ['of a site with several of them', '<link>https://two.example</link>'],
    ['without an address', ''],
  ])('leaves a feed its own title %s', async (_, links) => {
    expect(await sourceOf(rss(links))).toBe('RSS - Home')
  })

  it('distinguishes the feeds of a site by their own addresses', async () => {
    const self = '<link rel="self" href="https://two.example/world"/>'

    expect(await sourceOf(rss(`<link>https://two.example</link>${self}`))).toBe('World')
  })

  it('yields to a name set by the user, and to the outlet that an item names', async () => {
    const link = '<link>https://courier.example</link>'

    expect(await sourceOf(rss(link), 'Told')).toBe('Told')
    const item = '<title>T</title><source url="https://a.example">Andes Wire</source>'
    expect(await sourceOf(rss(link).replace('<title>T</title>', item))).toBe('Andes Wire')
  })

  it('contains no articles, and is rejected if it names no feeds', async () => {
    await writeFile(join(folder, 'none.opml'), '<opml><body><outline text="x"/></body></opml>')
    const { files, rejected, lists } = await listInput([folder])

    expect(files).toEqual([])
    expect(lists.map((path) => basename(path))).toEqual(['feeds.opml'])
    expect(rejected.map(({ message }) => message)).toEqual([
      expect.stringMatching(/none\.opml names no feeds: it has no outline/),
    ])
  })
})
