import type { Container, Page, Role } from './page.ts'

/** In the order of how exact they are. */
const ROLES: Role[] = ['articleBody', 'article', 'main']
/** An element that says it is the article is believed if it holds so much text, or so much of all there is. */
const BELIEVED_LENGTH = 140
const BELIEVED_SHARE = 0.4
/** Short paragraphs that are mostly links lead away from the text. */
const LINK_SHARE = 0.6
const LINK_LENGTH = 200

/** The main text of a page, paragraphs separated by blank lines, without its title. */
export function mainText(page: Page, title: string): string {
  const inside = containersIn(mainContainer(page), page)
  return page.paragraphs
    .filter(({ container }) => inside.has(container))
    .filter(({ text, asides }) => asides < text.length * LINK_SHARE || text.length > LINK_LENGTH)
    .filter(({ text }) => text !== title && text !== page.heading)
    .map(({ text }) => text)
    .join('\n\n')
}

function mainContainer({ containers }: Page): Container {
  const root = containers[0]!
  for (const role of ROLES) {
    const named = largest(
      containers.filter((container) => container.role === role),
      'length',
    )
    if (!named) continue
    if (named.length >= BELIEVED_LENGTH || named.length >= root.length * BELIEVED_SHARE)
      return named
  }
  const densest = largest(containers, 'density')
  return densest && densest.density > 0 ? densest : root
}

function largest(containers: Container[], by: 'length' | 'density'): Container | null {
  return containers.reduce<Container | null>((a, b) => (a && a[by] >= b[by] ? a : b), null)
}

/** The container and all below it, which stand after those around them. */
function containersIn(root: Container, { containers }: Page): Set<Container> {
  const inside = new Set([root])
  for (const container of containers) {
    if (container.parent && inside.has(container.parent)) inside.add(container)
  }
  return inside
}
