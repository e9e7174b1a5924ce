import { describe, expect, it } from 'vitest'
import { readWritten } from '../written-file.ts'

const rss = (items: string, channel = '<title>Cape Courier</title>') =>
  readWritten(
    'feed.rss',
    `<?xml version="1.0"?>\n<rss version="2.0"><channel>${channel}${items}</channel></rss>`,
  )

describe('an RSS feed', () => {
  it('has an article in each item', async () => {
    const { articles, results } = await rss(
      `
      <item>
        <title>The dam &amp;#8216;is dry&amp;#8217;</title>
        <link>https://courier.example/dam?a=1&amp;b=2</link>
        <guid isPermaLink="false">dam-17</guid>
        <pubDate>Sun, 03 Mar 2024 12:00:00 +0200</pubDate>
        <dc:creator><![CDATA[Ana Ferro]]></dc:creator><dc:creator>Jo Roe</dc:creator>
        <category>Water</category><category>World</category>
        <description>Short.</description>
        <content:encoded><![CDATA[<p>The dam is <b>dry</b>.</p><script>x()</script><p>It&rsquo;s true.</p>]]></content:encoded>
        <comments>https://courier.example/dam/comments</comments>
      </item>
      <item><title>Second</title><description>Plain &lt;i&gt;text&lt;/i&gt;.</description></item>`,
      '<title>Cape Courier</title><language>en-gb</language>',
    )

    expect(articles).toMatchObject([
      {
        id: 'cape-courier-dam-17',
        title: 'The dam ‘is dry’',
        body: 'The dam is dry.\n\nIt’s true.',
        source: 'Cape Courier',
        publishedAt: '2024-03-03T12:00:00+02:00',
        authors: ['Ana Ferro', 'Jo Roe'],
        url: 'https://courier.example/dam?a=1&b=2',
        language: 'en-GB',
        metadata: {
          categories: ['Water', 'World'],
          comments: 'https://courier.example/dam/comments',
        },
      },
      { title: 'Second', body: 'Plain text.' },
    ])
    expect(results.map(({ origin }) => origin.line)).toEqual([3, 14])
  })

  it('may be RDF, with its items outside the channel', async () => {
    const { articles } = await readWritten(
      'feed.rdf',
      `<rdf:RDF xmlns:rdf="r"><channel><title>Courier</title></channel>
       <item rdf:about="https://courier.example/1"><title>T</title><dc:date>2024-03-03</dc:date></item></rdf:RDF>`,
    )

    expect(articles).toMatchObject([{ title: 'T', source: 'Courier', publishedAt: '2024-03-03' }])
  })

  it('names the original outlet of an aggregated item', async () => {
    const { articles } = await rss(
      '<item><title>T</title><source url="https://x.example/rss">Andes Wire</source></item>',
    )

    expect(articles[0]!.source).toBe('Andes Wire')
  })

  it('may contain bare ampersands', async () => {
    const { articles, warnings } = await rss(
      '<item><title>Salt & pepper</title><link>https://x.example/?a=1&b=2</link><author><![CDATA[A&B]]></author></item>',
    )

    expect(articles).toMatchObject([
      { title: 'Salt & pepper', url: 'https://x.example/?a=1&b=2', authors: ['A&B'] },
    ])
    expect(warnings).toEqual(['there is no date'])
  })

  it('is read on after malformed XML, with a warning', async () => {
    const { articles, warnings } = await rss(
      '<item><title>Salt &pepper; and <b>more</title></item><item><title>Next</title></item>',
    )

    expect(articles.map(({ title }) => title)).toEqual(['Salt &pepper; and more', 'Next'])
    expect(warnings[0]).toMatch(/^the XML is not well-formed: /)
  })

  it('may use the entities of HTML', async () => {
    const { articles, warnings } = await rss('<item><title>a&nbsp;b &mdash; c</title></item>')

    expect(articles[0]!.title).toBe('a\u00a0b — c')
    expect(warnings).toEqual(['there is no date'])
  })

  it('is read up to where it is truncated', async () => {
    const { articles, rejected } = await readWritten(
      'feed.rss',
      '<rss><channel>\n<item><title>T</title></item>\n<item><title>U',
    )

    expect(articles).toHaveLength(1)
    expect(rejected).toMatchObject([{ code: 'not-xml', origin: { line: 3 } }])
  })
})

describe('an Atom feed', () => {
  it('has an article in each entry', async () => {
    const { articles } = await readWritten(
      'feed.atom',
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Observer</title>
      <author><name>The desk</name></author>
      <entry>
        <title type="html">Dry &amp;amp; dusty</title>
        <id>tag:observer.example,2024:dam</id>
        <link rel="self" href="https://observer.example/self"/><link href="https://observer.example/dam"/>
        <published>2024-03-03T10:00:00Z</published><updated>2024-03-04T10:00:00Z</updated>
        <author><name>Ana Ferro</name><email>ana@observer.example</email></author>
        <summary>Short.</summary>
        <content type="xhtml"><div><p>The dam is <em>dry</em>.</p><p>A &lt; B.</p></div></content>
      </entry>
      <entry><title>Text</title><content type="text">1 &lt; 2

Second.</content><source><title>Andes Wire</title></source><updated>2024-03-04</updated></entry></feed>`,
    )

    expect(articles).toMatchObject([
      {
        title: 'Dry & dusty',
        body: 'The dam is dry.\n\nA < B.',
        source: 'Observer',
        publishedAt: '2024-03-03T10:00:00Z',
        authors: ['Ana Ferro'],
        url: 'https://observer.example/dam',
      },
      { body: '1 < 2\n\nSecond.', source: 'Andes Wire', publishedAt: '2024-03-04' },
    ])
  })
})

describe('hostile XML', () => {
  it('is refused if it declares a document type', async () => {
    const bomb =
      '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'

    const { articles, rejected } = await readWritten(
      'feed.xml',
      `${bomb}\n<rss><item>&b;&x;</item></rss>`,
    )

    expect(articles).toEqual([])
    expect(rejected).toMatchObject([{ code: 'doctype' }])
  })

  it.each([
    ['nests without end', '<rss>'.repeat(1_000_000), 'too-deep'],
    ['is no feed', '<urlset><url>x</url></urlset>', 'not-xml'],
    ['is no XML', 'a < b', 'not-xml'],
    ['has a text without end', `<rss><item><title>${'x'.repeat(25_000_000)}`, 'too-long'],
  ])('is refused if it %s', async (_, content, code) => {
    const { articles, rejected } = await readWritten('feed.rss', content)

    expect(articles).toEqual([])
    expect(rejected.map((rejection) => rejection.code)).toEqual([code])
  })
})
