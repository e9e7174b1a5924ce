import { type Cited, citationText, isWeb, toCsl } from './citation.ts'
import { escapeXml as escapeHtml } from './graph/xml.ts'

/** An item of a dossier as the archive has it now; `text` is null if it is gone. */
export interface DossierItem {
  heading: string
  text: string | null
  note: string
  /** The articles it cites. */
  cited: Cited[]
}

export interface Dossier {
  title: string
  note: string
  items: DossierItem[]
}

const GONE = 'This is no longer in the archive.'

/** All distinct citations in item order; a citation's number is its index plus one. */
export function citationsOf({ items }: Dossier): Cited[] {
  return [...new Map(items.flatMap(({ cited }) => cited.map((each) => [each.id, each]))).values()]
}

function numbersOf(dossier: Dossier): (cited: readonly Cited[]) => number[] {
  const ids = citationsOf(dossier).map(({ id }) => id)
  return (cited) => [...new Set(cited.map(({ id }) => ids.indexOf(id) + 1))].sort((a, b) => a - b)
}

export function dossierMarkdown(dossier: Dossier): string {
  const numbers = numbersOf(dossier)
  const items = dossier.items.map(({ heading, text, note, cited }) =>
    [
      `## ${escapeMarkdown(heading)}`,
      `> ${escapeMarkdown(text ?? GONE)}${numbers(cited)
        .map((n) => ` [${n}]`)
        .join('')}`,
      ...(note ? [escapeMarkdown(note)] : []),
    ].join('\n\n'),
  )
  const sources = citationsOf(dossier).map((cited, i) => {
    const text = escapeMarkdown(citationText(cited))
    return `${i + 1}. ${text}${isWeb(cited.url) ? ` <${encodeURI(decodeSafely(cited.url))}>` : ''}`
  })
  return [
    `# ${escapeMarkdown(dossier.title)}`,
    ...(dossier.note ? [escapeMarkdown(dossier.note)] : []),
    ...items,
    ...(sources.length > 0 ? ['## Sources', sources.join('\n')] : []),
  ]
    .join('\n\n')
    .concat('\n')
}

const STYLE =
  'body{font:1rem/1.5 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem}' +
  'blockquote{margin:.5rem 0;padding-left:1rem;border-left:3px solid #999}' +
  'h2{font-size:1.1rem;break-after:avoid}section{break-inside:avoid}sup{font-size:.7em}'

/** A self-contained, printable page. */
export function dossierHtml(dossier: Dossier): string {
  const numbers = numbersOf(dossier)
  const link = (n: number) => `<sup><a href="#source-${n}">[${n}]</a></sup>`
  const items = dossier.items.map(
    ({ heading, text, note, cited }) =>
      `<section><h2>${escapeHtml(heading)}</h2><blockquote>${escapeHtml(text ?? GONE)}` +
      `${numbers(cited).map(link).join('')}</blockquote>${paragraph(note)}</section>`,
  )
  const sources = citationsOf(dossier).map(
    (cited, i) =>
      `<li id="source-${i + 1}">${escapeHtml(citationText(cited))}${
        isWeb(cited.url) ? ` <a href="${escapeHtml(cited.url)}">${escapeHtml(cited.url)}</a>` : ''
      }</li>`,
  )
  return (
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(dossier.title)}</title>` +
    `<style>${STYLE}</style><h1>${escapeHtml(dossier.title)}</h1>${paragraph(dossier.note)}${items.join('')}` +
    `${sources.length > 0 ? `<h2>Sources</h2><ol>${sources.join('')}</ol>` : ''}</html>\n`
  )
}

const paragraph = (text: string) => (text ? `<p>${escapeHtml(text)}</p>` : '')

/** The citations as CSL-JSON, which reference managers read. */
export function dossierCsl(dossier: Dossier): string {
  return `${JSON.stringify(citationsOf(dossier).map(toCsl), null, 2)}\n`
}

function decodeSafely(url: string): string {
  try {
    return decodeURI(url)
  } catch {
    return url
  }
}

/** Escapes text so that nothing in it becomes Markdown markup, a list or a heading. */
const escapeMarkdown = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>()#+!|~]/g, '\\$&')
    .replace(/^([-=]|\d+\.)/, '\\$1')
