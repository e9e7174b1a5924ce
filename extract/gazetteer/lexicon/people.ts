import { list } from './lists.ts'

/** Capitalised titles before a person's name, which starts after them. */
export const HONORIFICS = list(`
  mr mrs ms miss mx dr prof professor sir dame lord lady baron baroness count countess viscount earl duke duchess
  rev reverend fr father sister brother rabbi imam mullah sheikh shaikh sheik sayyid ayatollah hojatoleslam
  pope cardinal archbishop bishop patriarch catholicos
  king queen prince princess emperor empress emir sultan shah
  gen general lt lieutenant col colonel maj major capt captain sgt sergeant cpl corporal pvt private adm admiral
  marshal cmdr commander brig brigadier
  sen senator sens rep reps representative congressman congresswoman gov governor hon judge justice
  madam madame mme monsieur messrs herr frau signor senor señor don dona mayor sheriff
`)

/** Nouns for roles that one person holds; next to a name they show that it is a person. */
export const ROLES = list(`
  minister president premier chancellor chairman chairwoman chairperson chair vice-chairman vice-president secretary
  undersecretary under-secretary secretary-general spokesman spokeswoman spokesperson director director-general
  governor governor-general ambassador envoy leader chief head commissioner senator congressman congresswoman lawmaker
  legislator deputy mayor economist analyst treasurer ceo cfo coo founder co-founder cofounder professor
  judge justice general admiral colonel commander captain lieutenant marshal representative negotiator adviser advisor
  aide speaker whip delegate attorney lawyer prosecutor editor editor-in-chief journalist reporter correspondent author
  manager strategist engineer scientist researcher coach activist bishop archbishop cardinal pope king queen prince
  princess emperor sultan emir ayatollah inspector superintendent sheriff candidate mp mep historian writer poet
  novelist singer actor actress composer painter artist filmmaker physicist astronaut veteran counselor counsellor
  counsel coordinator rapporteur chairmen ministers presidents premiers secretaries leaders
  ombudsman ombudswoman treasurer comptroller controller auditor principal dean rector provost
  administrator exchequer officer executive citizen statesman politician dissident rebel guerrilla
`)

/** The roles that are recorded as a role at an organization or for a country. */
export const GRAPH_ROLES = new Set(
  list(`
  minister president premier chancellor chairman chairwoman chairperson chair vice-chairman vice-president secretary
  undersecretary under-secretary secretary-general spokesman spokeswoman spokesperson director director-general
  governor governor-general ambassador envoy leader chief head commissioner senator congressman congresswoman
  mayor economist analyst treasurer ceo cfo coo founder co-founder cofounder professor judge commander representative
  negotiator adviser advisor aide speaker attorney prosecutor editor editor-in-chief correspondent manager strategist
  coach ombudsman ombudswoman rector dean officer executive king queen prince princess emperor sultan emir
  coordinator counsel researcher engineer lawmaker deputy mp controller administrator candidate
`),
)

/** Occupations that are recorded as roles but are too common to show that a capitalised neighbour is a name. */
export const TRADES = new Set(
  list('broker trader dealer publisher chemist geologist curator founders co-founders directors'),
)

/** Words that may precede the noun of a role and belong to it. */
export const MODIFIERS = list(`
  foreign prime deputy vice first second senior principal press defense defence finance financial interior internal
  justice trade commerce commercial agriculture agricultural farm energy oil petroleum economy economics economic
  industry industrial education health labor labour transport transportation environment environmental culture cultural
  home treasury budget planning development information communications telecommunications tourism sports sport youth
  housing fisheries forestry mining mines water public external affairs national security state chief executive managing
  general assistant associate acting interim former ex then-acting outgoing incoming newly elected new late current
  regional international operating marketing sales research investor relations media human rights parliamentary majority
  minority opposition government presidential special permanent political military police army navy provincial district
  county city attorney solicitor veteran ruling co-chief group corporate legal policy technology investment
  emergency emergencies social welfare science technical monetary affairs cabinet campaign communist party liberal
  conservative democratic labour socialist independent rebel guerrilla spiritual supreme
  christian democrat republican house senate infrastructure digital innovation veterans religious natural resources
  mineral aviation maritime rural women children family strategic overseas caretaker inaugural founding
`)

/** Nouns for groups, units and times that occur in many names but are not names themselves. */
export const GROUPS_AND_UNITS = list(`
  democrats republicans conservatives liberals socialists communists christians muslims jews islamists labour tory tories
  world house senate ways means banking committee talks week month year day news sources source officials trade currency
  acquisition tax requirement agreement treaty accord pact act bill law plan programme program system rates rate index
  bond bonds stock stocks shares note notes cup games olympics prize award championship league war conflict crisis
  summit conference meeting street avenue square building tower plaza hotel airport station bridge line lines
  government state states republic kingdom emirates nations people security general secretary street dollar pound yen
  east west north south northern southern eastern western central international national federal royal supreme
  holy great grand new old big black white red blue green
`)

/** Words that mark a role as former and are not part of the title. */
export const FORMER = new Set(list('former formerly ex ex- late then outgoing'))

/** Given names that are also common words. */
export const WORDS_AND_NAMES = list(`
  mark will bill grant rose grace faith hope joy dawn frank ernest earnest jack rob pat sue may june april art gene
  ray guy dean miles max rich dick don drew brook crystal amber lily olive pearl ruby violet daisy jade chase chance
  hunter mason carter cooper forest ivy jasmine robin dale glen heath miles sandy summer autumn dusty rusty buck cliff
`)

/** Frequent given names that the generated list lacks, including ones that are also place names. */
export const FREQUENT_GIVEN = list(`
  chad israel georgia sydney florence sofia denzel chelsea bob jean john james robert michael william david richard joseph thomas charles
  christopher daniel matthew anthony donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy
  jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory
  alexander patrick raymond dennis jerry tyler aaron jose henry adam douglas nathan peter zachary kyle walter harold
  jeremy ethan carl keith roger gerald christian terry sean arthur austin noah lawrence jesse joe bryan billy jordan
  albert dylan bruce gabriel alan juan logan wayne roy ralph randy eugene vincent russell louis philip bobby johnny
  bradley mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret betty sandra
  ashley dorothy kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia
  kathleen amy shirley angela helen anna brenda pamela nicole ruth katherine samantha christine emma catherine debra
  virginia rachel carolyn janet maria heather diane julie joyce victoria kelly christina joan evelyn lauren judith
  olivia martha cheryl megan andrea ann alice jane doris jacqueline kathryn hannah julia gloria teresa theresa sara
  janice marie madison abigail sophia jim tom mike dave steve dan ken ron tim jeff ed fred sam ben tony harry howard
  stanley leonard norman clifford lloyd glenn gordon warren clayton lester leslie nigel trevor graham geoffrey giles
  hugh ian colin neil derek simon martin julian adrian alastair alistair fiona fergus brendan liam declan kate
  lee leo leon luke marcus mario marco mauro oscar otto pedro pablo luis carlos jorge javier miguel manuel rafael
  ricardo roberto sergio fernando francisco alberto antonio giovanni giuseppe francesco paolo pietro stefano
  pierre jacques michel philippe francois françois claude andre andré rene rené laurent olivier henri yves alain
  hans karl heinz klaus jurgen jürgen wolfgang dieter gerhard helmut heinrich friedrich franz josef johann
  ivan sergei sergey vladimir mikhail nikolai boris dmitry dmitri alexei alexey oleg igor yuri viktor andrei anatoly
  eduard leonid konstantin pavel roman maxim natalia olga tatiana irina elena svetlana ekaterina marina
  mohammed muhammad mohammad mohamed ahmed ahmad ali hassan hussein ibrahim omar khalid abdullah yusuf mustafa fatima
  leyla layla aisha mehmet kemal recep ilham heydar jeyhun elchin rashad kamran tofig vagif farid nigar gunay aysel
  ararat nikol armen hayk arman tigran karen ani narek vartan suren levon serzh giorgi irakli mikheil salome nino davit
  chen wang li zhang liu yang huang zhao wu xi deng hu jiang kim park choi lee hiroshi takeshi kenji yasuhiro kiichi
  satoshi noboru shinzo taro junichiro rajiv indira sonia narendra amit rahul priya anil sanjay arun ravi vedant
  kwame kofi nelson thabo desmond robert jomo julius kenneth emmanuel olusegun goodluck muhammadu
  alex chris matt nick jake luke seth dana casey drew blake brooke claire clare ellen erin gail holly ivy jill kay
  lynn molly nina paula rita robin sally tina vera wendy yvonne zoe amber crystal iris jasmine lily olive pearl ruby
  violet daisy heidi ingrid astrid lars sven bjorn björn olaf erik nils anders jens ole kjell gro
`)

/** Endings of family names that are rare in other words. */
export const SURNAME_ENDINGS = list(`
  ov ova ev eva yev yeva yan ian shvili dze zade zadeh oglu ogly ski sky skiy skyy skaya ska enko chuk vich vic ić
  vić ović escu son sen sson berg stein mann owski ewski iani opoulos akis idis vili nejad pour
`)

/** Roles that a person can hold for a country. */
export const STATE_ROLES = new Set(
  list(`
  minister president premier chancellor secretary undersecretary under-secretary ambassador envoy governor
  governor-general leader chief commissioner senator congressman congresswoman lawmaker deputy speaker representative
  negotiator king queen prince princess emperor sultan emir commander spokesman spokeswoman spokesperson attorney
  vice-president adviser advisor ombudsman ombudswoman prosecutor mp coach head
`),
)

/** Capitalised jobs and nationalities that precede a person's name without belonging to it, beyond `ROLES` and demonyms. */
export const PERSON_LEADS = new Set(
  `Spaniard Briton Englishman Frenchman Scotsman Welshman Irishman Dutchman Swede Dane Finn Pole Turk Czech Slovak Aussie Kiwi
  Boss Striker Skipper Midfielder Defender Goalkeeper Keeper Winger Forward Manager Coach PM DP MP MEP CEO CFO VP
  Superstar Rapper Comedian Presenter Tycoon Billionaire Businessman Lawyer Barrister Detective Constable Pilot Driver
  Teenager Champion Playwright Star Hurdler Sprinter Jockey`
    .trim()
    .split(/\s+/),
)
