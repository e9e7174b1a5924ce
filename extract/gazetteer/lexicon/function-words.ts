import { list } from './lists.ts'

/** Words that are never part of a person's name and never start an organization's, capitalised or not. */
export const FUNCTION_WORDS = list(`
  a an the this that these those such same other another each every either neither both all any some no none many much
  more most several few less least own various certain
  i me my mine myself you your yours he him his himself she her hers it its itself we us our ours they them their theirs
  themselves who whom whose which what whatever where when why how whether
  am is are was were be been being do does did doing done has have had having can could may might must shall should
  will would ought cannot
  of in on at by for from to with without into onto upon about above below under over after before between among
  against across along around behind beside besides beyond despite during except inside near off out outside past per
  since through throughout till toward towards until up down via within amid amidst unlike like
  and or nor but yet so if then else than as because although though while whereas unless once lest however therefore
  thus hence moreover furthermore meanwhile nevertheless nonetheless otherwise instead also too even only just still
  already again ever never not now here there today tomorrow yesterday tonight soon later earlier recently currently
  formerly previously eventually finally initially originally perhaps maybe probably certainly clearly apparently
  reportedly allegedly unfortunately fortunately indeed overall additionally separately similarly elsewhere
  according regarding concerning following including excluding considering given asked told said says say
  hundred thousand million billion mln bln dlrs dlr pct cts stg yen vs
  yes oh ok okay please thanks dear hello
  mon tue tues wed thu thur thurs fri sat sun gmt est edt pst utc cet a.m p.m am pm
`)

/** Numerals: not names on their own, but possible first words ("First Boston", "Second Bank"). */
export const COUNTING_WORDS = list(`
  one two three four five six seven eight nine ten eleven twelve first second third fourth fifth last next
`)

/** Adjectives and imperatives that are often capitalised; alone they identify no entity. */
export const ADJECTIVES = list(`
  african asian european american arab arabian islamic muslim christian catholic orthodox jewish zionist hindu buddhist
  western eastern northern southern nordic baltic balkan caribbean latin pacific atlantic mediterranean federal national
  let get got make made take see look read watch click follow subscribe share leave
  international global world royal central general united first new great grand golden silver pan inter trans
`)

/** Months, weekdays, seasons and holidays. None starts a name, although "April" and "August" are given names too. */
export const CALENDAR = list(`
  january february march april may june july august september october november december
  jan feb mar apr jun jul aug sep sept oct nov dec
  monday tuesday wednesday thursday friday saturday sunday
  christmas easter ramadan new-year spring summer autumn winter
`)

/** Lower-case parts of personal names. */
export const PARTICLES = list(`
  de del della delle dei di da das dos do du des la le el los las van von vom zu zum zur den der ten ter te op
  bin bint ibn ben abu al ul ur af av y e
`)

/** Verbs whose subject is a speaker or another acting person. */
export const SPEECH = list(`
  said says told tells added adds asked warned argued noted explained stressed insisted stated declared announced
  replied answered claimed admitted denied confirmed predicted suggested believes thinks testified commented recalled
  remarked concluded reiterated urged vowed pledged promised wrote tweeted acknowledged emphasized emphasised
  resigned died arrived met visited
`)

/** Frequent English words that related languages do not have ("of", "was" and "have" are also Dutch, German or Danish). */
export const ENGLISH_WORDS = list(`
  the and with which that from said says their were been would could should they this after about because between
  through he she his its
`)

/** Frequent words of other languages in Latin script, except English words and the particles of names ("de", "la"). */
export const FOREIGN_WORDS = list(`
  und ist nicht für auf dem eine einen mit hat sich werden
  les et une un est que dans pour qui avec sur sont
  por una como según también
  il che gli sono più nel
  não uma os em foi são ao
  en het een niet voor zijn wordt werd ook bij maar
  och att är som inte ett och till från
  og til ikke på skal blev
  ve bir için ile olarak bu olan
  və ki ilə üçün edib
  się jest nie że na przez który
  și din cu pe este sau
  yang dan untuk dengan dari bahwa
  ng mga ang sa ay
  và của là không
  je se za su koji
`)
