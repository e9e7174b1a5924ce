import { cityId } from '#core/city.ts'

/*
 * Cities by country: the capital and cities common in world news; other names of a city follow "=". Maintained by hand.
 * A name that several cities share is listed under each country, the likeliest first. This table only tells which
 * places are cities: it is not part of the gazetteer, whose lists are features of the tagger.
 */
const CITIES = `
gb: London, Birmingham, Manchester, Liverpool, Leeds, Glasgow, Edinburgh, Belfast, Cardiff, Bristol, Sheffield, Newcastle=Newcastle upon Tyne,
  Nottingham, Leicester, Southampton, Portsmouth, Plymouth, Brighton, Cambridge, Oxford, York, Bath, Norwich, Exeter, Coventry,
  Hull, Bradford, Stoke-on-Trent, Derby, Wolverhampton, Sunderland, Middlesbrough, Swansea, Newport, Aberdeen, Dundee, Inverness,
  Stirling, Perth, Londonderry=Derry, Canterbury, Dover, Blackpool, Preston, Bolton, Huddersfield, Luton, Reading, Milton Keynes,
  Peterborough, Ipswich, Gloucester, Cheltenham, Salisbury, Winchester, Bournemouth, Twickenham, Wimbledon, Windsor, Grimsby, Carlisle,
  Blackburn, Burnley, Wigan, Doncaster, Lincoln, Worcester, Slough, Watford, Aldershot, Lockerbie, Dunblane, Llanelli, Wrexham
us: New York=New York City=NYC, Washington=Washington D.C.=Washington DC=Washington, D.C., Los Angeles=LA, Chicago, Houston,
  Philadelphia, Phoenix, San Antonio, San Diego, Dallas, San Francisco, Boston, Seattle, Miami, Atlanta, Detroit, Denver,
  Minneapolis, St. Louis=St Louis, Cleveland, Pittsburgh, Cincinnati, Kansas City, New Orleans, Las Vegas, Portland, Baltimore,
  Milwaukee, Memphis, Nashville, Louisville, Indianapolis, Columbus, Charlotte, Austin, Fort Worth, El Paso, Tucson, Albuquerque,
  Sacramento, Fresno, Oakland, Long Beach, San Jose, Anaheim, Honolulu, Anchorage, Salt Lake City, Oklahoma City, Tulsa, Omaha,
  Des Moines, Buffalo, Rochester, Albany, Syracuse, Hartford, New Haven, Stamford, Providence, Newark, Jersey City, Trenton,
  Camden, Wilmington, Richmond, Norfolk, Virginia Beach, Raleigh, Durham, Greensboro, Charleston, Savannah, Jacksonville,
  Orlando, Tampa, Fort Lauderdale, Birmingham, Montgomery, Mobile, Jackson, Little Rock, Baton Rouge, Toledo, Akron, Dayton,
  Grand Rapids, Flint, Ann Arbor, Madison, St. Paul=St Paul, Boise, Spokane, Tacoma, Cambridge, Berkeley, Palo Alto, Santa Monica,
  Pasadena, Santa Barbara, Reno, Boulder, Colorado Springs, Corpus Christi, Galveston, Lubbock, Wichita, Knoxville, Chattanooga,
  Charlottesville, Ferguson, Uvalde, Parkland, Arlington, Princeton, White Plains, Lexington, Evanston
au: Sydney, Melbourne, Brisbane, Perth, Adelaide, Canberra, Hobart, Darwin, Newcastle, Gold Coast, Wollongong, Geelong, Cairns, Townsville, Alice Springs,
  Launceston, Ballarat, Bendigo, Parramatta, Katherine
ca: Toronto, Montreal=Montréal, Vancouver, Ottawa, Calgary, Edmonton, Winnipeg, Quebec City, Hamilton, Halifax, Victoria, Regina,
  Saskatoon, London, Windsor, Kitchener, Mississauga, Whitehorse, Yellowknife, Iqaluit, Moncton, Thunder Bay, Kamloops, Kelowna
es: Madrid, Barcelona, Valencia, Seville=Sevilla, Zaragoza=Saragossa, Malaga=Málaga, Bilbao, Cordoba=Córdoba, Granada, Cadiz, San Sebastian,
  Alicante, Valladolid, Murcia, Palma, Las Palmas, Marbella, Pamplona, Toledo, Vigo, Santander, Oviedo, Gijon, Santiago de Compostela
mx: Mexico City=Ciudad de Mexico, Guadalajara, Monterrey, Tijuana, Ciudad Juarez=Ciudad Juárez, Cancun=Cancún, Acapulco, Puebla,
  Veracruz, Oaxaca, Merida=Mérida, Culiacan=Culiacán, Chihuahua, Hermosillo, Tampico, Matamoros, Reynosa, Nuevo Laredo, Mazatlan
gt: Guatemala City, Quetzaltenango
bz: Belmopan, Belize City
hn: Tegucigalpa, San Pedro Sula
sv: San Salvador, Santa Ana, San Miguel, Soyapango
ni: Managua, Masaya, Leon
cr: San Jose=San José, Limon, Puntarenas, Alajuela, Cartago, Heredia
pa: Panama City, Colon, David
cu: Havana=La Habana, Santiago de Cuba, Holguin, Guantanamo
do: Santo Domingo, Punta Cana
ht: Port-au-Prince=Port au Prince, Cap-Haitien, Gonaives
jm: Kingston, Montego Bay
tt: Port of Spain
bb: Bridgetown
bs: Nassau
gy: Georgetown, Linden
sr: Paramaribo
co: Bogota=Bogotá, Medellin=Medellín, Cali, Barranquilla, Cartagena, Bucaramanga, Cucuta=Cúcuta, Pereira, Santa Marta, Ibague, Pasto,
  Buenaventura, Popayan=Popayán
ve: Caracas, Maracaibo, Valencia, Barquisimeto, Maracay, Ciudad Bolivar, San Cristobal
ec: Quito, Guayaquil, Cuenca, Esmeraldas
pe: Lima, Arequipa, Cusco=Cuzco, Trujillo, Iquitos, Piura, Puno, Ayacucho, Chiclayo, Callao
bo: La Paz, Santa Cruz, Cochabamba, Sucre, Potosi, El Alto, Oruro
br: Sao Paulo=São Paulo, Rio de Janeiro=Rio, Brasilia=Brasília, Salvador, Belo Horizonte, Porto Alegre, Recife, Fortaleza, Curitiba,
  Manaus, Belem=Belém, Goiania, Campinas, Santos, Natal, Vitoria=Vitória, Florianopolis=Florianópolis, Cuiaba, Petropolis
py: Asuncion=Asunción, Ciudad del Este
uy: Montevideo, Punta del Este
ar: Buenos Aires, Cordoba=Córdoba, Rosario, Mendoza, La Plata, Mar del Plata, Tucuman, Salta, Bariloche, Ushuaia
cl: Santiago=Santiago de Chile, Valparaiso=Valparaíso, Concepcion=Concepción, Antofagasta, Temuco, Punta Arenas, Vina del Mar, Iquique,
  Arica
ie: Dublin, Cork, Galway, Limerick, Waterford
fr: Paris, Marseille=Marseilles, Lyon=Lyons, Toulouse, Nice, Nantes, Strasbourg, Montpellier, Bordeaux, Lille, Rennes, Reims=Rheims,
  Le Havre, Toulon, Grenoble, Dijon, Cannes, Calais, Avignon, Versailles, Brest, Rouen, Nancy, Metz, Clermont-Ferrand, Evian, Lourdes,
  Le Mans, Deauville, Biarritz, Cherbourg, Dunkirk, Saint-Denis, Amiens, Orleans
be: Brussels=Bruxelles, Antwerp, Ghent, Bruges, Liege=Liège, Charleroi, Namur, Leuven, Ostend, Zeebrugge
nl: Amsterdam, Rotterdam, The Hague=Hague=Den Haag, Utrecht, Eindhoven, Groningen, Maastricht, Delft, Leiden, Arnhem, Haarlem, Tilburg
lu: Luxembourg City
de: Berlin=East Berlin=West Berlin, Hamburg, Munich=Muenchen, Cologne=Koeln, Frankfurt, Stuttgart, Duesseldorf=Dusseldorf=Düsseldorf, Dortmund,
  Essen, Leipzig, Bremen, Dresden, Hanover=Hannover, Nuremberg, Bonn, Mannheim, Karlsruhe, Wiesbaden, Augsburg, Aachen, Kiel, Halle,
  Magdeburg, Freiburg, Luebeck, Erfurt, Rostock, Mainz, Kassel, Potsdam, Heidelberg, Darmstadt, Wolfsburg, Leverkusen, Gelsenkirchen,
  Chemnitz, Ramstein, Weimar, Ludwigshafen, Saarbruecken, Bremerhaven
ch: Zurich=Zürich=Zuerich, Geneva=Genève, Basel=Basle, Bern=Berne, Lausanne, Davos, Lugano, Lucerne, St. Gallen, Montreux, Zug
at: Vienna=Wien, Salzburg, Graz, Linz, Innsbruck
li: Vaduz
it: Rome=Roma, Milan=Milano, Naples=Napoli, Turin=Torino, Palermo, Genoa=Genova, Bologna, Florence=Firenze, Venice=Venezia, Bari, Verona,
  Trieste, Parma, Modena, Pisa, Siena, Perugia, Cagliari, Catania, Messina, Padua, Brescia, Bergamo, Rimini, Ravenna, Trento, L'Aquila
va: Vatican City
mt: Valletta
pt: Lisbon=Lisboa, Porto=Oporto, Faro, Braga, Coimbra, Funchal
ad: Andorra la Vella
dk: Copenhagen=Kobenhavn, Aarhus, Odense, Aalborg, Esbjerg
se: Stockholm, Gothenburg=Goteborg, Malmo=Malmö, Uppsala, Lund, Kiruna, Vasteras
no: Oslo, Bergen, Stavanger, Trondheim, Tromso, Lillehammer, Kirkenes
fi: Helsinki, Espoo, Tampere, Turku, Oulu, Rovaniemi
is: Reykjavik=Reykjavík
gl: Nuuk
ee: Tallinn, Tartu, Narva
lv: Riga, Daugavpils, Jurmala
lt: Vilnius, Kaunas, Klaipeda
pl: Warsaw=Warszawa, Krakow=Cracow=Kraków, Lodz=Łódź, Wroclaw=Wrocław, Poznan=Poznań, Gdansk=Gdańsk, Gdynia, Szczecin, Lublin, Katowice, Rzeszow,
  Bialystok, Torun
cz: Prague=Praha, Brno, Ostrava, Pilsen=Plzen, Karlovy Vary
sk: Bratislava, Kosice
hu: Budapest, Debrecen, Szeged, Pecs
ro: Bucharest=Bucuresti, Cluj=Cluj-Napoca, Timisoara, Iasi, Constanta=Constanța, Brasov
bg: Sofia, Plovdiv, Varna, Burgas
gr: Athens, Thessaloniki=Salonika, Piraeus, Patras, Heraklion, Mytilene
cy: Nicosia, Limassol, Larnaca, Paphos, Famagusta
al: Tirana, Durres, Vlora
mk: Skopje, Tetovo, Ohrid
xk: Pristina=Prishtina, Prizren, Mitrovica
rs: Belgrade=Beograd, Novi Sad, Nis
me: Podgorica, Kotor
hr: Zagreb, Split, Dubrovnik, Rijeka, Vukovar
si: Ljubljana, Maribor
ba: Sarajevo, Banja Luka, Mostar, Srebrenica, Tuzla
md: Chisinau=Kishinev=Chișinău, Balti
md-pmr: Tiraspol
ua: Kyiv=Kiev, Kharkiv=Kharkov, Odesa=Odessa, Dnipro=Dnipropetrovsk, Lviv=Lvov, Zaporizhzhia=Zaporizhia, Mariupol, Donetsk, Luhansk=Lugansk, Kherson,
  Mykolaiv, Chernihiv, Sumy, Poltava, Vinnytsia, Chernivtsi, Uzhhorod, Bakhmut, Avdiivka, Kramatorsk, Sloviansk, Severodonetsk, Lysychansk,
  Melitopol, Enerhodar, Bucha, Irpin, Izium, Kupiansk, Sevastopol, Simferopol, Yalta, Chernobyl=Chornobyl
by: Minsk, Brest, Gomel, Grodno, Vitebsk, Mogilev
ru: Moscow=Moskva, St. Petersburg=St Petersburg=Saint Petersburg=Leningrad, Novosibirsk, Yekaterinburg=Sverdlovsk, Kazan, Nizhny Novgorod=Gorky,
  Chelyabinsk, Samara, Omsk, Rostov=Rostov-on-Don, Ufa, Krasnoyarsk, Voronezh, Perm, Volgograd=Stalingrad, Krasnodar, Saratov, Tyumen, Irkutsk,
  Vladivostok, Khabarovsk, Yaroslavl, Tomsk, Kemerovo, Astrakhan, Ryazan, Murmansk, Kaliningrad, Arkhangelsk, Grozny, Makhachkala, Sochi, Belgorod,
  Kursk, Bryansk, Smolensk, Tver, Tula, Kaluga, Pskov, Nalchik, Vladikavkaz, Nazran, Beslan, Stavropol, Derbent, Magadan, Yakutsk, Norilsk, Engels
ge: Tbilisi, Batumi, Kutaisi, Gori, Zugdidi, Rustavi, Poti
ge-ab: Sukhumi=Sokhumi
x-so: Tskhinvali
am: Yerevan=Erevan, Gyumri, Vanadzor, Goris, Kapan, Meghri, Sisian, Jermuk, Ijevan, Dilijan
az: Baku=Bakı, Ganja=Gəncə, Sumgait=Sumqayit, Mingachevir, Shusha=Shushi, Lachin, Nakhchivan=Nakhichevan City, Agdam=Aghdam, Fuzuli, Jabrayil, Kalbajar,
  Zangilan, Lankaran, Shaki, Guba, Gabala, Barda, Tovuz, Khojaly
az-nk: Stepanakert=Khankendi, Martakert, Martuni, Askeran
tr: Ankara, Istanbul=Constantinople, Izmir, Bursa, Adana, Antalya, Gaziantep, Konya, Kayseri, Diyarbakir, Mersin, Trabzon, Erzurum, Kars, Igdir, Van, Samsun,
  Antakya, Sanliurfa, Kahramanmaras, Malatya, Bodrum, Edirne, Iskenderun, Hatay
ir: Tehran=Teheran, Mashhad, Isfahan=Esfahan, Tabriz, Shiraz, Qom, Ahvaz, Kerman, Urmia, Ardabil, Rasht, Bushehr, Natanz, Fordow, Abadan, Bandar Abbas, Karaj,
  Kermanshah, Zahedan, Chabahar
iq: Baghdad, Basra, Mosul, Kirkuk, Najaf, Karbala=Kerbala, Fallujah=Falluja, Ramadi, Tikrit, Samarra, Sulaymaniyah=Sulaimaniya, Baquba, Nasiriyah
iq-kr: Erbil=Arbil, Duhok
sy: Damascus, Aleppo, Homs, Hama, Latakia, Idlib, Raqqa, Deir al-Zor=Deir ez-Zor, Palmyra, Daraa=Deraa, Tartus, Kobani=Kobane, Qamishli, Afrin
ly: Tripoli, Benghazi, Misrata, Sirte, Tobruk, Derna, Sabha
lb: Beirut, Tripoli, Sidon, Tyre, Baalbek, Nabatieh
il: Jerusalem, Tel Aviv, Haifa, Beersheba, Eilat, Ashdod, Ashkelon, Netanya, Nazareth, Sderot, Acre, Dimona, Lod, Petah Tikva
ps: Ramallah, Gaza City, Bethlehem, Hebron, Nablus, Jenin, Jericho, Rafah, Khan Younis=Khan Yunis, Jabalia, Tulkarm, Qalqilya
jo: Amman, Aqaba, Irbid, Zarqa
sa: Riyadh, Jeddah=Jidda, Mecca=Makkah, Medina=Madinah, Dammam, Dhahran, Taif, Jubail, Ras Tanura, Yanbu
ae: Abu Dhabi, Dubai, Sharjah, Fujairah, Ajman, Ras Al Khaimah, Al Ain
qa: Doha, Al Rayyan, Lusail
bh: Manama
kw: Kuwait City
om: Muscat, Salalah, Sohar
ye: Sanaa=Sana'a, Aden, Taiz, Hodeidah=Hodeida, Marib, Mukalla
eg: Cairo, Alexandria, Giza, Suez, Port Said, Luxor, Aswan, Sharm el-Sheikh=Sharm El Sheikh, Ismailia, Tanta
tn: Tunis, Sfax, Sousse, Kairouan, Bizerte
dz: Algiers, Oran, Constantine, Annaba, Tamanrasset, Tindouf, Blida, Setif
ma: Rabat, Casablanca, Marrakesh=Marrakech, Fez, Tangier=Tangiers, Agadir, Meknes
eh: Laayoune
mr: Nouakchott
ml: Bamako, Timbuktu, Gao, Kidal, Mopti
ne: Niamey, Agadez, Zinder, Diffa
td: N'Djamena=Ndjamena, Abeche
sd: Khartoum, Omdurman, Port Sudan, El Fasher, Nyala, El Geneina
ss: Juba, Malakal, Bentiu, Bor, Wau
er: Asmara, Massawa, Assab
et: Addis Ababa, Mekelle, Gondar, Bahir Dar, Dire Dawa, Adigrat, Axum, Lalibela
dj: Djibouti City
so: Mogadishu, Kismayo, Baidoa, Bosaso, Garowe, Beledweyne
so-som: Hargeisa, Berbera
ke: Nairobi, Mombasa, Kisumu, Nakuru, Eldoret, Garissa
ug: Kampala, Entebbe, Gulu, Jinja, Mbarara
tz: Dar es Salaam, Dodoma, Arusha, Mwanza, Zanzibar City
rw: Kigali, Butare, Gisenyi
bi: Bujumbura, Gitega
cd: Kinshasa=Leopoldville, Lubumbashi, Goma, Bukavu, Kisangani, Mbuji-Mayi, Beni, Butembo, Bunia, Kananga, Matadi, Uvira
cg: Brazzaville, Pointe-Noire
cf: Bangui, Bambari
cm: Yaounde=Yaoundé, Douala, Bamenda, Garoua
ga: Libreville, Port-Gentil
gq: Malabo, Bata
st: Sao Tome
ng: Abuja, Lagos, Kano, Ibadan, Port Harcourt, Kaduna, Jos, Maiduguri, Benin City, Enugu, Calabar, Sokoto, Zaria, Onitsha, Warri, Ilorin, Abeokuta, Akure
bj: Porto-Novo, Cotonou
tg: Lome=Lomé
gh: Accra, Kumasi, Tamale, Tema, Takoradi
ci: Abidjan, Yamoussoukro, Bouake
bf: Ouagadougou, Bobo-Dioulasso
lr: Monrovia
sl: Freetown, Bo, Kenema
gn: Conakry, Nzerekore
gw: Bissau
sn: Dakar, Saint-Louis, Touba, Ziguinchor
gm: Banjul
cv: Praia, Mindelo
ao: Luanda, Huambo, Lobito, Benguela, Cabinda
zm: Lusaka, Ndola, Kitwe, Livingstone
zw: Harare, Bulawayo, Mutare, Gweru, Hwange, Victoria Falls, Masvingo
mw: Lilongwe, Blantyre, Zomba, Mzuzu
mz: Maputo, Beira, Nampula, Pemba, Palma, Tete
bw: Gaborone, Francistown, Maun
na: Windhoek, Walvis Bay, Swakopmund, Oshakati, Rundu, Ondangwa, Luderitz, Keetmanshoop
za: Johannesburg, Cape Town, Pretoria, Durban, Soweto, Bloemfontein, Port Elizabeth=Gqeberha, East London, Kimberley, Polokwane, Nelspruit=Mbombela,
  Pietermaritzburg, Stellenbosch, Rustenburg, Sharpeville, Marikana, Phalaborwa, Tshwane
ls: Maseru
sz: Mbabane, Manzini
mg: Antananarivo, Toamasina
mu: Port Louis
sc: Port Victoria
km: Moroni
af: Kabul, Kandahar, Herat, Mazar-i-Sharif, Jalalabad, Kunduz, Ghazni, Lashkar Gah, Bamiyan, Bagram, Khost
in: New Delhi=Delhi, Mumbai=Bombay, Kolkata=Calcutta, Chennai=Madras, Bengaluru=Bangalore, Hyderabad, Ahmedabad, Pune=Poona, Surat, Jaipur, Lucknow,
  Kanpur, Nagpur, Indore, Bhopal, Patna, Vadodara=Baroda, Agra, Varanasi=Benares, Amritsar, Chandigarh, Srinagar, Jammu, Ranchi, Guwahati, Kochi=Cochin,
  Thiruvananthapuram=Trivandrum, Coimbatore, Madurai, Mysore, Visakhapatnam=Vizag, Bhubaneswar, Cuttack, Dehradun, Shimla, Shillong, Imphal, Kohima,
  Aizawl, Gangtok, Itanagar, Agartala, Panaji, Gurgaon=Gurugram, Noida, Ayodhya, Allahabad=Prayagraj, Meerut, Jodhpur, Udaipur, Ludhiana, Jalandhar,
  Raipur, Nashik, Rajkot, Gandhinagar, Anantnag, Baramulla, Leh, Dharamsala=Dharamshala, Siliguri, Darjeeling, Aurangabad, Gwalior, Puri, Pulwama
pk: Islamabad, Karachi, Lahore, Rawalpindi, Faisalabad, Peshawar, Multan, Quetta, Hyderabad, Gwadar, Abbottabad, Sialkot, Swat, Gujranwala, Muzaffarabad
bd: Dhaka=Dacca, Chittagong=Chattogram, Sylhet, Khulna, Rajshahi, Cox's Bazar
lk: Colombo, Kandy, Galle, Jaffna, Trincomalee, Hambantota, Batticaloa
np: Kathmandu=Katmandu, Pokhara, Lalitpur, Biratnagar
bt: Thimphu
mv: Male
mm: Naypyidaw=Naypyitaw, Yangon=Rangoon, Mandalay, Sittwe, Myawaddy, Lashio
th: Bangkok, Chiang Mai, Phuket, Pattaya, Hat Yai, Chiang Rai
la: Vientiane, Luang Prabang
kh: Phnom Penh, Siem Reap, Sihanoukville, Battambang
vn: Hanoi, Ho Chi Minh City=Saigon, Da Nang=Danang, Haiphong, Hue, Can Tho
my: Kuala Lumpur, Putrajaya, Johor Bahru=Johor Baru, Penang=George Town, Ipoh, Kuching, Kota Kinabalu, Malacca=Melaka, Shah Alam, Petaling Jaya
id: Jakarta, Surabaya, Bandung, Medan, Semarang, Makassar, Denpasar, Yogyakarta, Palembang, Banda Aceh, Padang, Jayapura, Manado, Palu, Bogor
ph: Manila, Quezon City, Makati, Davao=Davao City, Cebu City, Zamboanga, Marawi, Baguio, Tacloban, Taguig, Iloilo, Olongapo, Angeles City
tl: Dili
bn: Bandar Seri Begawan
cn: Beijing=Peking, Shanghai, Guangzhou=Canton, Shenzhen, Tianjin=Tientsin, Chongqing, Chengdu, Wuhan, Nanjing=Nanking, Hangzhou, Xi'an=Xian, Shenyang, Harbin,
  Dalian, Qingdao=Tsingtao, Jinan, Zhengzhou, Changsha, Kunming, Xiamen, Fuzhou, Suzhou, Ningbo, Wenzhou, Hefei, Nanchang, Guiyang, Nanning, Haikou, Sanya,
  Lanzhou, Xining, Urumqi, Kashgar, Hohhot, Taiyuan, Shijiazhuang, Changchun, Lhasa, Dongguan, Foshan, Zhuhai, Wuxi, Yiwu, Yantai, Tangshan, Baotou, Ordos
tw: Taipei, Kaohsiung, Taichung, Tainan, Hsinchu, Keelung, Hualien, Taoyuan, New Taipei
jp: Tokyo, Osaka, Yokohama, Nagoya, Sapporo, Kobe, Kyoto, Fukuoka, Hiroshima, Nagasaki, Sendai, Kawasaki, Naha, Niigata, Kanazawa, Nagano, Kumamoto, Kitakyushu,
  Ginowan, Nago, Nara
kr: Seoul, Busan=Pusan, Incheon, Daegu, Daejeon, Gwangju=Kwangju, Ulsan, Pyeongchang, Sejong, Suwon, Pohang
kp: Pyongyang, Kaesong, Wonsan, Yongbyon, Sinuiju
mn: Ulaanbaatar=Ulan Bator
kz: Astana=Nur-Sultan, Almaty=Alma-Ata, Shymkent, Karaganda, Aktau, Atyrau, Semipalatinsk, Baikonur, Aktobe
uz: Tashkent, Samarkand, Bukhara, Andijan, Namangan, Fergana, Nukus, Termez
kg: Bishkek, Osh, Jalal-Abad
tj: Dushanbe, Khujand, Kulob
tm: Ashgabat=Ashkhabad, Turkmenbashi, Mary
nz: Auckland, Wellington, Christchurch, Dunedin, Hamilton, Rotorua, Queenstown, Tauranga, Napier, Invercargill, Palmerston North
pg: Port Moresby, Lae
fj: Suva, Nadi
sb: Honiara
vu: Port Vila
ws: Apia
to: Nuku'alofa
tv: Funafuti
ki: South Tarawa
nr: Yaren
mh: Majuro
fm: Palikir
pw: Ngerulmud
nc: Noumea=Nouméa
kn: Basseterre
lc: Castries
dm: Roseau
gd: St. George's
`

interface City {
  country: string
  id: string
  /** Preferred unless the text says otherwise: capitals and the first city of each country. */
  isFirst: boolean
}

/** Cities by each of their names, the likeliest first. */
const BY_NAME = new Map<string, City[]>()

for (const line of CITIES.trim().split(/\n(?=\S)/)) {
  const [country, names] = line.split(': ') as [string, string]
  for (const [nth, city] of names.split(/,\s+(?!D\.C\.)/).entries()) {
    const forms = city.split('=')
    const id = cityId(country, forms[0]!)
    for (const form of forms) {
      BY_NAME.set(form, [...(BY_NAME.get(form) ?? []), { country, id, isFirst: nth === 0 }])
    }
  }
}

/**
 * Resolves a place name to a city id: in the country stated next to it, else in a country that the article names, else
 * the likeliest city. Null for other places.
 */
export function cityOf(
  name: string,
  stated: string | null,
  named: ReadonlySet<string>,
): string | null {
  const cities = BY_NAME.get(name)
  if (!cities) return null
  const [likeliest] = cities as [City]
  const own = cities.find(({ country }) => country === stated)
  if (own) return own.id
  if (likeliest.isFirst || named.has(likeliest.country)) return likeliest.id
  return (cities.find(({ country }) => named.has(country)) ?? likeliest).id
}
