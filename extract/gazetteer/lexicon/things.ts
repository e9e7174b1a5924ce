import { list } from './lists.ts'

/** Acronyms and single words for things, measures, degrees and offices that look like organizations' names. */
export const THINGS = new Set(
  `ATM SMS NGO GDP GNP CEO CFO CTO COO CPO MP MEP BA BSc MA MSc MBA PhD XI TV HIV AIDS COVID SARS BSE MRSA TB ADHD DNA RNA GPS PCR
  VAT GST IPO PDF FAQ SUV CCTV CV PPE AI IT ICT PR HR VIP USD EUR GBP PC P2P DVD CD MP3 LCD LED HD HDTV RFID USB WiFi
  Wi-Fi VPN NFT SIM URL HTML RSS API ID PIN QR MoU MOU M0 M1 M2 M3 M4 CPI RPI PPI LBO ECU SDR EPS ROI ADR REIT PEP
  FRN EEP CD-ROM MS-DOS DNS PSBR ICU ER EMT IQ GM0 GMO UFO DIY Q1 Q2 Q3 Q4 YoY VC VP PM DP DJ MC FIR EIA GAN SAP ESG SDG
  RCEP AfCFTA NAFTA USMCA CPTPP TPP TTIP CAFTA JCPOA SALT START INF CITES COP UHC SDGs MDGs LOC LoC LAC MEC AMLO JFK FDR LBJ RFK MLK AOC MBS MBZ SRK
  Opposition Oscars Oscar Grammys Grammy Emmys Emmy Baftas Bafta Brits Tony Ashes Olympics Paralympics Crypto Almighty
  Baccalaureate`
    .trim()
    .split(/\s+/),
)

/** Competitions, awards and other events without a head noun of their own. */
export const EVENTS = new Set([
  'Six Nations',
  'Five Nations',
  'Tri Nations',
  'Grand Slam',
  'Grand Prix',
  'Golden Globes',
  'Super Bowl',
  'Tour de France',
  'Ryder Cup',
  'Nobel Peace',
  'Black Friday',
  'Big Oil',
  'First World War',
  'Second World War',
])

/** Last words of names of events, awards, texts and measures, none of which is an organization. */
export const THING_HEADS = new Set(
  list(`
  cup games championship championships olympics olympiad trophy marathon derby prix slam awards award prize prizes festival
  carnival summit war wars day week month year goals virus fever syndrome disease treaty accord accords agreement convention
  protocol act bill law laws regulations index atlas dollars dollar rand freezer certificate baccalaureate
  qualifiers friendlies peoples strategy scheme assessment tax masters playoffs finals tournament
  coverage program programme campaign pipeline corridor expo exhibition symposium sitcom anthem doctrine census
  `),
)

/** Nouns that follow acronyms of diseases and technologies rather than of organizations. */
export const THING_CONTEXT = new Set(
  list(`
  infection infections virus viruses disease patients patient vaccine vaccines prevention transmission positive negative
  positivity drugs files file format screens screen codes
  approach model methodology technique larvae
  `),
)

/** Nouns that follow the names of programmes, products, works and places. */
export const THING_NOUNS = new Set(
  list(`
  project projects programme program scheme card cards cable cables larvae trophy title tournament festival exhibition survey
  pact treaty accord agreement region peninsula rainforest desert base airstrip airport runway highway app games series film
  movie album song novel book character characters phone car jet missile rocket satellite vaccine drug pill
  `),
)

/** Peoples without a demonym in the gazetteer; the tagger takes them for organizations when they act. */
export const PEOPLES = new Set(
  `Maasai Inuit Inuits Mongol Mongols Okinawan Okinawans Aboriginal Aboriginals Aborigines Algonquin Algonquins Maori Maoris Zulus
  Rohingya Rohingyas Tuareg Tuaregs Roma Sami Uighur Uighurs Uyghur Uyghurs Yazidi Yazidis Pashtun Pashtuns Hazara Hazaras Tutsi
  Tutsis Hutu Hutus Mapuche Mapuches Guarani Quechua Aymara Kiwis Victorians Queenslanders Queenslander Southerners Northerners
  Indigenous Cossack Cossacks Ainu Adivasi Adivasis Dalit Dalits Sherpa Sherpas Berbers Amazigh Pygmies Navajo Cherokee Sioux
  Evangelicals Protestants Catholics Sunnis Shiites Alawites Druze Copts Mormons Quakers Methodists Lutherans Anglicans`
    .trim()
    .split(/\s+/),
)

/** Abbreviations of regions and cities, which look like acronyms of organizations. */
export const PLACE_ACRONYMS = new Set(
  'WA NSW QLD ACT KZN HK NYC UAE KSA PNG DRC KPK SoCal SAR HKSAR LATAM EMEA APAC MENA'.split(' '),
)
