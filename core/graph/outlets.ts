/*
 * Bodies that stand beside others as the place where something was said or held: newspapers, broadcasters, agencies,
 * stadiums. They are told by the words of their ids, which every store holds.
 */
const OUTLET_WORDS = new Set(
  `news newspaper newspapers times post herald tribune gazette telegraph guardian chronicle observer daily sunday
   television tv radio broadcasting broadcaster magazine journal press media twitter facebook youtube
   instagram tiktok telegram whatsapp stadium arena hotel theatre theater cinema auditorium gallery museum`.split(
    /\s+/,
  ),
)

const OUTLETS = new Set(
  `reuters bbc cnn afp ap tass itar-tass interfax ria-novosti xinhua bloomberg al-jazeera al-arabiya cnbc nbc abc cbs
   msnbc npr pbs itv rt sky-news dpa ansa efe kyodo pti upi dow-jones agence-france-presse associated-press
   the-economist economist der-spiegel le-monde le-figaro el-pais la-repubblica yomiuri-shimbun asahi-shimbun
   nihon-keizai-shimbun politico axios le-parisien bild buzzfeed vogue newsweek`.split(/\s+/),
)

/** Whether an entity is a news outlet, a network where things are posted, or a venue. */
export function isOutlet(id: string): boolean {
  if (!id.startsWith('org-')) return false
  const slug = id.slice('org-'.length)
  return OUTLETS.has(slug) || slug.split('-').some((word) => OUTLET_WORDS.has(word))
}
