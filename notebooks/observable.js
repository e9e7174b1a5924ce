/* Each function is a cell: `answer = search(q)`, `shareOverTime(answer)`, `headlines(answer)`. */

const archive = new URLSearchParams(location.search).get('archive') ?? 'http://127.0.0.1:4310'

/** Asks the API; parameters are those of the app and of its address bar. */
export async function ask(path, parameters) {
  const response = await fetch(`${archive}/api/v1/${path}?${new URLSearchParams(parameters)}`)
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.detail)
  return answer
}

/** The newest articles of a search, with its counts over time. */
export const search = (q) => ask('articles', { q, sort: 'newest', size: 8, histogram: true })

/** Bars with the share of all articles of each period: a rising count may only mean more articles. */
export function shareOverTime({ histogram }) {
  const width = 640
  const height = 120
  const shares = histogram.buckets.map(({ count, all }) => (all === 0 ? 0 : count / all))
  const most = Math.max(...shares, 0.01)
  const step = width / shares.length
  const svg = element('svg', { viewBox: `0 0 ${width} ${height + 16}`, role: 'img' })
  histogram.buckets.forEach(({ key, count, all }, i) => {
    const tall = (shares[i] / most) * height
    const place = { x: i * step, y: height - tall, width: step * 0.85, height: tall }
    const bar = element('rect', { ...place, fill: '#4a6fa5' })
    bar.append(element('title', {}, `${key}: ${count} of ${all}`))
    svg.append(bar)
    if (i % Math.ceil(shares.length / 6) === 0) {
      svg.append(element('text', { x: i * step, y: height + 14, 'font-size': 11 }, key))
    }
  })
  return svg
}

/** Titles that open the articles in the app; texts are put in as text, never as markup. */
export const headlines = ({ items }) =>
  items.map(({ id, title, source }) => {
    const item = document.createElement('li')
    const link = document.createElement('a')
    link.href = `${archive}/article/${encodeURIComponent(id)}`
    link.textContent = title
    item.append(link, ` ${source}`)
    return item
  })

function element(name, attributes, text = '') {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.textContent = text
  return made
}

async function show() {
  const total = document.querySelector('#total')
  try {
    const answer = await search(document.querySelector('#q').value)
    total.value = `${answer.total.value} articles`
    document.querySelector('#chart').replaceChildren(shareOverTime(answer))
    document.querySelector('#hits').replaceChildren(...headlines(answer))
  } catch (error) {
    total.value = error.message
  }
}

document.querySelector('#q').addEventListener('change', show)
await show()
