import { list } from './lists.ts'

/** Nouns for what somebody says or thinks: "her claim that". */
export const NOUN_CUES = new Set(
  list(`
    claim claims assertion assertions statement statements announcement warning warnings prediction predictions suggestion
    suggestions allegation allegations accusation accusations belief beliefs argument arguments admission acknowledgement
    acknowledgment contention comment comments remark remarks declaration promise promises pledge pledges vow threat
    threats call calls proposal proposals demand demands criticism criticisms support
    refusal decision insistence assurance assurances concern concerns fear fears hope hopes doubt doubts view
    views opinion opinions complaint complaints condemnation endorsement denial praise estimate estimates
    advice explanation assessment conclusion confidence conviction disdain
    position stance interest desire willingness determination recommendation recommendations speculation theory
    theories ideas idea skepticism regret outrage anger disappointment appeal appeals defense rejection embrace
    observation suspicion suspicions testimony conclusions
  `),
)

/** Verbs that say little beside such a noun: "expressed concern about". */
export const LIGHT_VERBS = new Set(
  list(`
    make makes made making has have had having express expresses expressed expressing voice voices voiced voicing raise
    raises raised raising issue issues issued issuing give gives gave giving offer offers offered offering file files filed
    launch launches launched deliver delivers delivered take takes took pose poses posed share shares shared
    release released repeat repeats repeated reiterate reiterated defend defends defended announce announces announced
    unveil unveiled outline outlined drop dropped reject rejected
  `),
)

/** Adjectives for what somebody thinks: "is sure that". */
export const ADJECTIVE_CUES = new Set(
  list(`
    sure confident convinced certain optimistic pessimistic skeptical sceptical aware unaware worried concerned afraid
    hopeful adamant doubtful proud happy glad pleased sorry disappointed surprised angry upset critical supportive wary
    dismissive upbeat passionate unhappy outraged troubled alarmed fearful opposed committed willing eager reluctant
    interested ready determined unsure uncertain
  `),
)
