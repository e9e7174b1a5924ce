import type { Element } from './tree.ts'

/**
 * How certainly an element is not part of the story: it is dropped if it has at most this many
 * times the text of the rest of the page. 0 for elements that may be anything.
 */
const SURE = 20
export const LIKELY = 1.5
const UNSURE = 0.6
/** For elements that often hold the standfirst of a text. */
export const MAYBE_LEAD = 0.3

const BY_NAME: Record<string, number> = {
  nav: LIKELY,
  footer: LIKELY,
  menu: LIKELY,
  dialog: LIKELY,
  aside: LIKELY,
  form: UNSURE,
  figure: UNSURE,
  figcaption: UNSURE,
  address: UNSURE,
  fieldset: UNSURE,
  label: UNSURE,
}

const BY_ROLE: Record<string, number> = {
  navigation: LIKELY,
  banner: LIKELY,
  complementary: LIKELY,
  contentinfo: LIKELY,
  dialog: LIKELY,
  alert: LIKELY,
  menu: LIKELY,
  search: LIKELY,
}

/** Words that designers use in classes and ids. */
const BY_WORD: [RegExp, number][] = [
  [
    /^(?:comments?|commentlist|commentary-?list|respond|disqus|kommentare?|reactions?|discussion)$/,
    SURE,
  ],
  [
    /^(?:cookies?|consent|gdpr|outbrain|taboola|sharedaddy|jp-?relatedposts|yarpp|relatedposts)$/,
    SURE,
  ],
  [
    /^(?:sidebar|footer|nav|navi|navbar|navigation|menu|breadcrumbs?|related|recommended|recommendations?|promo|advert|advertisement|ads?|newsletter|popup|modal|overlay|sponsored|pagination|pager|paging|masthead|toolbar|social|shar(?:e|ing|ebar)|teilen|mostread|popular|trending|subscribe|subscription|paywall|login|signup|toc)$/,
    LIKELY,
  ],
  [
    /^(?:widgets?|author|autor|authors|bio|byline|meta|metadata|postmetadata|tags?|tagged|taglist|topics?|keywords?|categor(?:y|ies)|caption|credits?|copyright|disclaimer|print|rating|ratings|search|banner|gallery|slideshow|carousel|slider|snippet|listposts|more|weitere|mehr|links?|linklist|contact|kontakt|contactbox|infobox|factbox|box|hint|cta|donation|donate|support|next|previous|prev|also|date|dateline|time|timestamp|published|info|crumbs?|kicker|subvert|follow|download|downloads|embed|poll|quiz|video|player|attachment|anzeige|werbung|reklama|publicite|publicidad)$/,
    UNSURE,
  ],
  [/^(?:teasers?|header)$/, MAYBE_LEAD],
]

const NEVER = new Set(['#root', 'html', 'head', 'body', 'main'])
/**
 * Systems put sections and keywords into an article's class; only these words mark another story.
 */
const OTHER_ARTICLE = /(?:^|[\s_-])(?:teasers?|card|promo|related|recommended)(?=$|[\s_-])/i
const MAX_REMEMBERED = 20_000

export interface Clutter {
  /**
   * How many times the rest of the page's text such elements may hold and still be dropped; 0 for
   * any element.
   */
  factor: number
  /** The word that says so: elements with the same word are judged together. */
  word: string
}

const NONE: Clutter = { factor: 0, word: '' }

/** Judges an element by its name, role, class and id. */
export function clutterOf({ name, attributes }: Element): Clutter {
  if (NEVER.has(name)) return NONE
  const { class: classes = '', id = '', role = '' } = attributes
  if (name === 'article') {
    return OTHER_ARTICLE.test(classes) ? { factor: UNSURE, word: 'teaser article' } : NONE
  }
  const byWord = classes === '' && id === '' ? NONE : wordsOf(`${classes} ${isSlug(id) ? '' : id}`)
  const byName = { factor: BY_NAME[name] ?? 0, word: name }
  const byRole = { factor: BY_ROLE[role.toLowerCase()] ?? 0, word: role }
  return [byName, byRole, byWord].reduce((a, b) => (b.factor > a.factor ? b : a))
}

const remembered = new Map<string, Clutter>()

function wordsOf(names: string): Clutter {
  const known = remembered.get(names)
  if (known) return known
  const clutter = split(names)
    .map((word) => ({ word, factor: BY_WORD.find(([words]) => words.test(word))?.[1] ?? 0 }))
    .reduce((a, b) => (b.factor > a.factor ? b : a), NONE)
  if (remembered.size < MAX_REMEMBERED) remembered.set(names, clutter)
  return clutter
}

/** A heading's anchor ("what-the-judge-said-next") does not tell what the element is for. */
const isSlug = (id: string) => id.split(/[-_]+/).length > 3

/** "c-article__sharing relatedPosts" splits into c, article, sharing, related, posts. */
const split = (names: string) =>
  names
    .slice(0, 300)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 1)
