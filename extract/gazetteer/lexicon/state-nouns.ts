import { list } from './lists.ts'

/** Nouns, in the singular, that make a nationality before them mean the state, its property or its people. */
export const STATE_NOUNS = new Set(
  list(`
  government member members lawmaker lawmakers authority authorities official president premier minister ministry chancellor monarch king queen prince parliament
  senate congress assembly cabinet council court judge prosecutor administration regime leader leadership ruler opposition
  state republic nation national nationals citizen citizens people peoples population public society voter voters resident
  refugee refugees migrant migrants immigrant immigrants worker workers farmer farmers peasant students children women men
  youth prisoner prisoners hostage hostages civilian civilians soldier soldiers troop troops force forces army navy
  military police guard guards air warplane warplanes warship warships ship ships tanker tankers gunboat missile missiles
  aircraft jet jets fighter fighters commander general border borders territory territorial coast waters airspace soil
  territory region regions province provinces island islands team squad delegation envoy ambassador embassy diplomat
  diplomats negotiator negotiators spokesman representative representatives intelligence security defence defense foreign
  prime domestic economy economic economies trade export exports import imports surplus deficit budget debt loan loans reserve
  reserves inflation growth production output consumption consumer consumers unemployment unemployed industry industrial
  agriculture market markets interest rate rates tax taxes tariff tariffs quota quotas subsidy subsidies policy policies
  law laws legislation constitution election elections politics political democracy independence sovereignty revolution
  invasion occupation attack attacks offensive war aid assistance support proposal proposals plan plans initiative offer
  demand demands position stance decision decisions move moves effort efforts action actions pressure intervention
  sanctions measures claim claims rule crisis civil public history capital city cities town towns village villages port ports
  radar technological achievement achievements nuclear space central federal treasury
  `),
)
