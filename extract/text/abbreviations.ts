/** Precede a name or a number: the full stop after one never ends a sentence. */
export const LEADING_ABBREVIATIONS = new Set(
  (
    'Mr Mrs Ms Mx Dr Drs Prof Gen Col Maj Capt Cpt Lt Sgt Cpl Pvt Adm Cmdr Sen Sens Rep Reps Gov Govs Rev Hon ' +
    'Fr Sr Pres Amb Supt Det Insp Messrs Mme Mlle St Ste Mt Ft vs cf Brig Atty Asst Assoc Dir'
  ).split(' '),
)

/** Abbreviations only when a number follows. */
export const NUMBER_ABBREVIATIONS = new Set(
  'No Nos Art Arts Fig Figs Vol pp Sec Ch nr no'.split(' '),
)

/** May end a sentence: their full stop does so only before one of `SENTENCE_STARTERS`. */
export const TRAILING_ABBREVIATIONS = new Set(
  (
    'Inc Corp Co Cos Ltd Plc plc Bros Jr Sr Assn Dept Univ Ave Blvd Rd etc al est approx ' +
    'Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun ' +
    'Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev ' +
    'Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que Alta Sask'
  ).split(' '),
)

/** Capitalised words that rarely continue a name after an abbreviation, so they start a new sentence. */
export const SENTENCE_STARTERS = new Set(
  (
    'The A An He She It They We I You In On At But And However This That These Those His Her Its Their Our My For ' +
    'From With As If When While After Before Since Although Though There Then Some Many Most Both Such Not Also ' +
    'Meanwhile Earlier Later Last Under According Asked Now What Who Where Why How By To Or So Yet Once Until ' +
    'Because Despite During Between Among Against About Over All Each Every Any Another Other Others Still Only ' +
    'Even Just More Few Several Nor Neither Either Instead Thus Therefore Moreover Furthermore Nevertheless'
  ).split(' '),
)

/** Speech verbs: `"Why now?" Patel asked` is one sentence. */
export const SPEECH_VERBS = new Set(
  (
    'said says say told tells added adds asked asks replied replies answered went continued concluded noted notes ' +
    'wrote writes stated states stressed stresses explained explains insisted argued warned recalled declared ' +
    'announced remarked commented claimed emphasized emphasised underlined admitted acknowledged joked shouted ' +
    'reiterated observed responded tweeted predicted suggested'
  ).split(' '),
)
