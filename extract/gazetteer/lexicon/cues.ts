import { list } from './lists.ts'

/**
 * What may follow a cue. `speech`: any statement. `clause`: a clause or a quotation, since the verb has other senses
 * ("added 3 pct"). `quote`: only words in quotation marks. `told`: an addressee, then the statement. `act`: the object
 * of the words ("criticized the plan"). `intent`: "to" and what the speaker will do or others should do. `finding`:
 * like `clause`, for studies, polls and documents.
 */
export type CueKind =
  'speech' | 'clause' | 'quote' | 'told' | 'act' | 'intent' | 'finding' | 'according'

/** Inflection of a verb form. */
export type CueForm = 'base' | 'present' | 'past' | 'gerund'

const VERBS: Partial<Record<CueKind, string[]>> = {
  speech: list(`
    say argue claim contend insist maintain assert allege admit acknowledge concede warn announce predict declare
    suggest explain stress emphasize emphasise reiterate confirm complain believe think caution conclude state
    boast joke quip quote reply respond retort testify tweet write proclaim lament underline underscore
    counter affirm disclose opine muse speculate profess fear recall reveal
  `),
  clause: list(`
    add report note observe remark comment hint indicate mention repeat estimate expect hope agree assume advise
    feel read deny propose recommend remind reckon relate reaffirm know doubt imply
    assess see learn point charge worry understand
  `),
  quote: list(`
    continue ask wonder shout yell exclaim cry whisper call describe label dub term laugh sigh go answer interject
    interrupt mutter murmur chant scream put snap elaborate scold exhort
  `),
  told: list('tell inform assure remind notify'),
  act: list(`
    criticize criticise condemn denounce praise blast slam accuse reject defend dismiss question endorse demand
    oppose welcome blame mock deplore hail decry deride rebuke lambast lambaste applaud thank cite urge
    ridicule commend discuss attack compare liken congratulate reprimand chide scold chastise laud decry echo admonish
    excoriate support back favor favour mention describe highlight outline detail question
    want prefer love hate dislike fear doubt trust suggest propose recommend promise pledge seek expect challenge
    dispute deny ignore acknowledge admit confirm reveal announce explain note present offer target
    celebrate reference characterize characterise portray depict brag promote advocate champion invoke
    respect regret lament admire believe remember recall predict declare repeat reiterate emphasize emphasise stress
    underscore envision understand contemplate weigh review request seek demand protest mourn
    savage assail insult hammer trash malign taunt lampoon belittle disparage understate exaggerate overstate
    pooh-pooh renounce repudiate disavow downplay minimize dispute debunk echo share prioritize warn approve veto
    resist disapprove mind value appreciate enjoy forget credit answer tell detail name call
  `),
  intent: list(
    `vow promise pledge threaten refuse decline urge offer agree propose exhort implore want plan intend hope
    ask prefer`,
  ),
  finding: list('find show suggest indicate reveal'),
}

const IRREGULAR: Record<string, string> = {
  say: 'said',
  tell: 'told',
  write: 'wrote written',
  think: 'thought',
  feel: 'felt',
  read: 'read',
  know: 'knew known',
  see: 'saw seen',
  learn: 'learned learnt',
  understand: 'understood',
  go: 'went gone',
  begin: 'began begun',
  put: 'put',
  find: 'found',
  show: 'showed shown',
  prefer: 'preferred',
  admit: 'admitted',
  quip: 'quipped',
  dub: 'dubbed',
  snap: 'snapped',
  slam: 'slammed',
  chat: 'chatted',
  blog: 'blogged',
}

/** Verbs that double their last letter before "-ing". */
const DOUBLED = /(?:mit|dub|nap|lam|log|uip|get|gin|put)$/

export interface CueWord {
  /** Base form. */
  verb: string
  kinds: ReadonlySet<CueKind>
  form: CueForm
}

/** Every form of every cue, in lower case. */
export const CUE_WORDS = readCues()

function readCues(): Map<string, CueWord> {
  const kinds = new Map<string, Set<CueKind>>()
  for (const [kind, verbs] of Object.entries(VERBS)) {
    for (const verb of verbs) kinds.set(verb, (kinds.get(verb) ?? new Set()).add(kind as CueKind))
  }
  const words = new Map<string, CueWord>()
  for (const [verb, own] of kinds) {
    for (const [form, word] of formsOf(verb)) {
      if (!words.has(word)) words.set(word, { verb, kinds: own, form })
    }
  }
  words.set('according', { verb: 'according', kinds: new Set(['according']), form: 'gerund' })
  return words
}

function formsOf(verb: string): [CueForm, string][] {
  const past = (IRREGULAR[verb] ?? regularPast(verb)).split(' ')
  return [
    ...past.map((word): [CueForm, string] => ['past', word]),
    ['base', verb],
    ['present', third(verb)],
    ['gerund', gerund(verb)],
  ]
}

function regularPast(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`
  return `${verb}ed`
}

function third(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`
  return /(?:s|sh|ch|x|o)$/.test(verb) ? `${verb}es` : `${verb}s`
}

function gerund(verb: string): string {
  if (/[^e]e$/.test(verb)) return `${verb.slice(0, -1)}ing`
  return DOUBLED.test(verb) ? `${verb}${verb.at(-1)!}ing` : `${verb}ing`
}
