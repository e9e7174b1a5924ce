import { list } from './lists.ts'

/** Titles and nouns before a name that tell "he" from "she". */
export const MALE_TITLES = new Set(
  list(`
  mr sir lord baron king prince emperor sultan sheikh count earl duke fr father pope cardinal archbishop rabbi imam
  spokesman chairman congressman businessman salesman brother monsieur herr señor senor
`),
)
export const FEMALE_TITLES = new Set(
  list(`
  mrs ms miss dame lady baroness queen princess empress spokeswoman chairwoman congresswoman businesswoman actress
  sister madam madame mme frau señora
`),
)

/** Frequent women's given names that do not end in "a". */
export const FEMALE_NAMES = new Set(
  list(`
  mary jennifer elizabeth susan karen nancy margaret betty dorothy kimberly emily michelle carol deborah stephanie
  sharon kathleen amy shirley helen nicole ruth katherine catherine christine debbie rachel carolyn janet heather diane
  julie joyce kelly joan evelyn lauren judith megan cheryl ann anne alice jane doris jacqueline kathryn janice marie
  abigail madison grace beth kate claire clare ellen erin gail holly ivy jill kay lynn molly robin sally wendy yvonne
  zoe crystal iris jasmine lily olive pearl ruby violet daisy heidi ingrid astrid hillary hilary condoleezza nikki
  jeanne margrethe birgit brigitte isabel carmen dolores mercedes ursula geun salome nigar gunay aysel ivanka kellyanne
  huma debby peggy elaine jean sue patty judy kathy amy cindy wendy terri kirsten kristen kathleen tammy lindsey
  scarlett charlotte sophie chloe eleanor penelope helene irene louise rose gwen marion edith miriam naomi sarah
  deborah hannah leah rebekah ruth esther judith elisabeth simone yvette odette colette bridget margot harriet
  meg jo theresa melanie
`),
)

/** Men's given names that end in "a" or otherwise look like a woman's. */
export const MALE_NAMES_IN_A = new Set(
  list(`
  joshua luca nikita ilya mustafa akira barack obama noah elijah ezra dana abdalla musa isa nicola andrea sasha
  kostya misha dima petya vanya garba atta yahya zakaria zakariya hamza shinawatra thaksin krishna aditya
`),
)
