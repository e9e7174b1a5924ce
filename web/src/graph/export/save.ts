import { writeSvg } from '#core/export/graph/svg.ts'
import { readTheme } from '../canvas/theme.ts'
import { describeStep } from '../describe.ts'
import { counted, formatRange } from '../../ui/format.ts'
import type { Drawn, Workspace } from '../workspace.svelte.ts'
import { type Caption, toSlide } from './slide.ts'
import { writeCsv, writeGraphFile } from './tables.ts'

const TYPES = {
  png: 'image/png',
  svg: 'image/svg+xml',
  'names.csv': 'text/csv',
  'ties.csv': 'text/csv',
  json: 'application/json',
  graphml: 'application/xml',
  gexf: 'application/xml',
} as const
/** File extensions of the exports. */
export type ExportName = keyof typeof TYPES

const SHARP = 2

/** Saves the graph as a file; pictures in one of the two themes. */
export async function saveGraph(
  workspace: Workspace,
  drawn: Drawn,
  what: ExportName,
  scheme: 'light' | 'dark',
): Promise<void> {
  const content = await contentOf(workspace, drawn, what, scheme)
  const name = `dateline-${workspace.startText
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)}`
  download(`${name}.${what}`, new Blob([content], { type: TYPES[what] }))
}

async function contentOf(
  workspace: Workspace,
  drawn: Drawn,
  what: ExportName,
  scheme: 'light' | 'dark',
): Promise<BlobPart> {
  const { picture, network } = drawn
  const theme = readTheme(scheme)
  const caption = captionOf(workspace, drawn)
  switch (what) {
    case 'svg':
      return writeSvg(toSlide(picture, caption, theme))
    case 'png':
      return toPng(writeSvg(toSlide(picture, caption, theme)))
    case 'names.csv':
      return writeCsv(picture, 'names')
    case 'ties.csv':
      return writeCsv(picture, 'ties')
    default: {
      const description = [caption.title, caption.subtitle, ...caption.source.slice(0, 1)].join(
        '. ',
      )
      const about = {
        ...{ description, created: new Date().toISOString() },
        ...{ url: location.href, version: network.version },
      }
      return writeGraphFile(picture, what, about, theme)
    }
  }
}

/** What the export shows, how it was made, and its URL. */
function captionOf(workspace: Workspace, { picture, network }: Drawn): Caption {
  const { period } = workspace.settings
  const steps = workspace.done.map((step) => describeStep(step, (id) => workspace.nameOf(id)))
  const shown = [
    `${counted(picture.nodes.length, 'name')}, ${counted(picture.lines.length, 'tie')} of ${counted(picture.minimum, 'article')} or more`,
    period ? formatRange(period.from, period.to) : '',
    `counted in ${counted(network.total, 'article')}`,
  ]
  const made = steps.length > 0 ? [`Steps: ${steps.join('; ')}`] : []
  return {
    title: workspace.startText,
    subtitle: shown.filter(Boolean).join(' · '),
    source: [
      ...made.map((line) => cut(line, 220)),
      cut(
        `Dateline, state ${network.version} of the archive, ${new Date().toISOString().slice(0, 10)} · ${location.href}`,
        220,
      ),
    ],
  }
}

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text

async function toPng(svg: string): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = SHARP * image.naturalWidth
  canvas.height = SHARP * image.naturalHeight
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) =>
      blob ? resolve(blob) : reject(new Error('The browser made no picture')),
    ),
  )
}

function download(name: string, blob: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
