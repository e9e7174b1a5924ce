import { list } from './lists.ts'

/** Legal forms of companies. */
export const LEGAL_FORMS = list(`
  inc inc. corp corp. co co. ltd ltd. plc llc l.l.c lp l.p llp ag sa s.a nv n.v gmbh spa s.p.a ab oy oyj as a.s asa bv b.v
  kk k.k pty bhd tbk ojsc pjsc cjsc jsc ooo oao zao kg kgaa se sae saog cos cos. corporation company incorporated limited
  cia cie ltda pvt pte aktiengesellschaft holdings holding
`)

/** Last words of organizations' names; on their own they are not names. */
export const HEADS = list(`
  division telephone telegraph ministry department agency bureau office service services authority administration directorate secretariat treasury
  bank bancorp bancshares trust fund exchange insurance assurance savings finance securities capital
  university college school academy institute institution laboratory laboratories observatory hospital clinic library
  museum foundation society association federation confederation union league club guild chamber council committee
  commission board congress parliament assembly senate tribunal court embassy consulate mission delegation
  party movement front alliance coalition bloc brotherhood army navy corps brigade battalion guard guards militia
  organization organisation group forum conference community consortium cartel cooperative co-operative centre center
  airlines airline airways railways railway railroad shipping shipyard transport transportation motors automotive
  steel oil petroleum gas energy electric electronics electrical power utilities mining mines minerals metals gold
  resources industries industrial manufacturing enterprises enterprise partners partnership associates brothers bros
  systems technologies technology software computer computers semiconductor semiconductors telecom telecommunications
  communications broadcasting television radio network networks news times post journal tribune herald gazette
  press magazine newspaper publishing publishers entertainment pictures studios records media
  pharmaceutical pharmaceuticals chemical chemicals foods food beverages brewery breweries restaurants hotels
  stores supermarkets markets products international worldwide global laboratories aerospace aircraft aviation
  airbus airport properties realty estates investments ventures leasing financial bancorporation
  church diocese synod police bundesbank policlinic monastery
  textile textiles mills paper plastics rubber tire tires tobacco cement glass lumber paperboard
  instruments devices dynamics controls equipment machinery tool tools works engineering construction contractors
  sugar grain cocoa coffee tin cotton wool fisheries dairy farms
  soccer football fc united rovers
  trading logistics mutual biologics biotech labs marine maritime lines freight cargo terminals consulting consultancy
  solutions robotics analytics renewables solar
`)

/** Heads of bodies named after a place or a person; without the head, the name means that place or person ("Sarasota Hospital"). */
export const NAMESAKES = new Set(
  list(`
  hospital clinic police court station airport hotel library observatory tribunal embassy consulate cabinet commission
  authority guard guards stadium mission delegation office board tribune herald gazette times post news
`),
)

/** Last words of spelled-out acronyms that are not organizations: "Gross Domestic Product (GDP)". */
export const NO_BODIES = new Set(
  list(`
  product production value framework strategy plan policy project initiative assessment disease syndrome virus test
  examination convention protocol certificate licence license number code system rates rate tax index requirement
  agreement treaty act law bill week summit cup award awards partnership fly coverage fund-raising technology territory region area zone language service-tax goals scheme dam
`),
)

/**
 * Last words of names for money and securities, even if capitalised like an organization: "European Currency Unit
 * (Ecu)".
 */
export const INSTRUMENTS = new Set(
  list('unit units note notes certificate certificates receipt receipts amount amounts'),
)

/** Firms and outlets that news names without a descriptive noun. */
export const PLATFORMS = new Set(
  `Facebook Twitter Instagram YouTube WhatsApp TikTok Telegram Google Amazon Apple Microsoft Netflix Meta Uber Airbnb LinkedIn
  Spotify Reddit Snapchat Wikipedia Tesla Boeing Airbus Samsung Huawei Alibaba Tencent Toyota Nissan Honda Sony Nokia Intel
  Reuters Bloomberg BBC CNN Politico Guardian Telegraph Greens Labour Labor Tories Democrats Republicans Taliban Hamas
  Hezbollah Interpol Greenpeace Oxfam NATO Nato WWF`
    .trim()
    .split(/\s+/),
)

/** Heads of state bodies; a nationality before them names the state. */
export const STATE_BODIES = list(`
  ministry department parliament senate congress assembly treasury embassy consulate army navy police cabinet chamber
`)

/** State bodies by their last two words. */
export const STATE_BODY_PAIRS = new Set([
  'supreme court',
  'legislative assembly',
  'constitutional court',
  'federal court',
  'high court',
  'central bank',
  'national bank',
  'reserve bank',
  'air force',
  'coast guard',
  'state council',
  'security service',
  'revolutionary guards',
])

/** Heads that may be followed by "of", "for" or "on". */
export const OF_HEADS = list(`
  ministry department agency bureau office service authority administration directorate bank university college school
  academy institute institution foundation society association federation confederation union league chamber
  council committee commission board congress assembly court house party movement front organization organisation
  group forum conference community confederation center centre museum church army bar bank fund trust college
  exchange faculty embassy republic corporation order knights
`)

/** Heads that may come first: "Bank Leumi", "Air France", "Banco Santander". */
export const LEADING_HEADS = list(`
  bank banco banca banque bankers air radio credit crédit banc grupo groupe compagnie société societe deutsche
  universidad université partido parti
`)

/** Words after a name that make it a place name. */
export const PLACE_HEADS = list(`
  province region district county city town village river lake sea ocean gulf bay strait straits canal island islands
  peninsula mountains mountain valley desert coast border airport street avenue road square boulevard highway bridge
  oblast governorate prefecture state states basin channel cape mount port harbor harbour hills plain plains park
  forest beach corridor hemisphere caucasus
`)

/** Normal forms of government portfolios before "Ministry" or "Department". */
export const PORTFOLIOS: Record<string, string> = {
  foreign: 'Foreign',
  'foreign affairs': 'Foreign',
  'external affairs': 'Foreign',
  defence: 'Defence',
  defense: 'Defence',
  interior: 'Interior',
  'internal affairs': 'Interior',
  'the interior': 'Interior',
  labor: 'Labour',
  labour: 'Labour',
}
