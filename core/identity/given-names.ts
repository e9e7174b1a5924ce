/** Each line: a given name, then its short forms and spellings. A short form may be in several lines. */
const LINES = `
abraham abe
albert al bert
alexander alex alec sandy aleksandr alexandr sasha aleksander oleksandr
alexandra sandra alex
alfred al alf fred
andrew andy drew
andrei andrey andrej andriy andrii
anthony tony antony
antonio tony toni
arnold arnie
arthur art
augustus gus
barbara barb
benjamin ben benny
bernard bernie
bertram bert
bradley brad
calvin cal
catherine cathy kate kathy katherine katharine kathleen katie
charles charlie chuck chas
christopher chris kit
christine chris christina tina
clifford cliff
clinton clint
cornelius neil
cynthia cindy
cyrus cy
daniel dan danny
david dave davey davy
deborah debbie debra
dennis denny denis
dmitri dmitry dmitriy dmitrii dmytro dimitri dima
donald don donnie
dorothy dot dottie
douglas doug
dwight ike
edgar ed
edmund ed eddie ned edmond
edward ed eddie ted teddy ned
edwin ed eddie
elizabeth liz beth betty lizzie eliza elisabeth betsy
eugene gene
evgeny yevgeny evgeni yevgeni evgenii yevgeniy yevhen
ferdinand ferdie
florence flo
francis frank fran
franklin frank
frederick fred freddie freddy frederic fredric rick
gabriel gabe
geoffrey geoff jeff
gerald gerry jerry
gerard gerry jerry
gilbert gil
glenn glen
gregory greg gregg
grigory grigori grigoriy hryhoriy
harold hal harry
harriet hattie
helen nell
henry hank harry hal
herbert herb bert
herman herm
howard howie
hubert bert
hugh hughie
ignatius iggy
igor ihor
isaac ike
ivan vanya
jacob jake
jacqueline jackie
james jim jimmy jimmie jamie
janet jan
jeffrey jeff jeffery
jennifer jen jenny
jeremiah jerry
jeremy jerry
jerome jerry
jessica jess jessie
john jack johnny jon
jonathan jon john
jose pepe
joseph joe joey jo
joshua josh
judith judy
katherine kathy kate katie kay
kenneth ken kenny
laurence larry lawrence lawrie laurie
lawrence larry laurence laurie
leonard len lenny leo
leonid leonyd
leopold leo
leslie les
lewis lew lou louis
louis lou louie lewis
lucille lucy
ludwig lutz
manuel manny
margaret maggie meg peggy marge margie
mark marc
martin marty
mary molly polly
matthew matt
maurice maury morris
maxwell max
maximilian max
melvin mel
michael mike mick mickey micky mikey
mikhail michail mikhael mykhailo misha michael
milton milt
mitchell mitch
montgomery monty
morton mort
mohammed muhammad mohammad mohamed muhammed mohamad mohamet mehmet mohd muhamad
mustafa mustapha moustafa mostafa
nathan nat nate
nathaniel nat nate
nicholas nick nicky nicolas nicholaus
nikolai nikolay nikolaj mykola
norman norm
oleg oleh
oliver ollie
omar umar omer
osama usama
othman osman uthman
pamela pam
patricia pat patty trish tricia
patrick pat paddy
penelope penny
peter pete
petr pyotr piotr petro
philip phil phillip
priscilla cilla
ralph rafe
randolph randy randall
raymond ray
rebecca becky
reginald reg reggie
richard dick rich rick ricky richie
robert bob bobby rob robbie bert robin
roderick rod
rodney rod
roger rodger
ronald ron ronnie
rudolph rudy rudolf
rupert bert
russell russ
ruhollah rouhollah
samuel sam sammy
sanford sandy
sergei sergey sergej serguei serge serhiy serhii
sheldon shelly
sidney sid sydney
solomon sol
stanley stan
stephen steve steven stevie stephan
susan sue susie suzanne suzan
terence terry terrance terrence
theodore ted teddy theo
theresa terry teresa tess
thomas tom tommy
timothy tim timmy
tobias toby
valentin val
valery valeri valeriy valerii
vasily vasili vasiliy vasyl vassily
victor vic viktor
vincent vince vinnie vinny
virginia ginny
vitaly vitali vitaliy vitalii
vladimir volodymyr vladymyr volodya
volodymyr vladimir
vyacheslav viacheslav slava
wallace wally
walter walt wally
wesley wes
wilbur will
wilfred fred will wilf
willard will bill
william bill billy will willie willy liam
winston winnie
woodrow woody
yuri yury yuriy yurii iouri
yusuf yousef youssef yousuf yusef joseph
zachary zach zack
abdullah abdallah abdulla
ahmed ahmad ahmet
ali aly
hassan hasan hussan
hussein husain hussain husayn hossein husein
ibrahim ebrahim
khaled khalid
muqtada moqtada muktada
nasser nasir naser
omar omer umar
saddam sadam
said saeed sayed
saleh salih
salman selman
suleiman sulaiman sulayman suleyman soliman
tareq tariq tarik tarek
heydar haydar gaidar geidar heidar gejdar
ilham ilkham
alexei aleksei alexey aleksey oleksiy oleksii alexej
vahagn vaagn
muammar moammar muamar
jeyhun jeihun ceyhun dzheikhun djeyhun jeykhun
elchin elcin eltchin
serzh serge serj
levon leon
giorgi georgi georgy george georgiy georgios
mikheil mikhail
davit david
irakli irakly
zurab zourab
`

const GROUPS = readLines()

/** Whether two given names may be the same person's: "Bob" and "Robert", "Sergei" and "Sergey". */
export function areVariants(a: string, b: string): boolean {
  if (a === b) return true
  const groups = GROUPS.get(a)
  return groups !== undefined && (GROUPS.get(b) ?? []).some((group) => groups.includes(group))
}

/** True for a given name that the table knows. */
export const isKnownGivenName = (word: string) => GROUPS.has(word)

function readLines(): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  lines().forEach((names, group) => {
    for (const name of new Set(names)) groups.set(name, [...(groups.get(name) ?? []), group])
  })
  return groups
}

function lines(): string[][] {
  return LINES.trim()
    .split('\n')
    .map((line) => line.split(' '))
}
