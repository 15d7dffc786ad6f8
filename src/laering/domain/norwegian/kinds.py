"""Words that tell of the same kind of event, or of the same kind of people or things in it.

Wider than the groups in ``akin``: events that share some of these may be the same, told in other
words, and are never surely the same. A group begins at the margin, as there.
"""

KINDS = """
# noise and sleep
bråk bråke bråkte støy larm leven spetakkel skrål skråle hoie hoiet hoing rope ropte roping skrike
    høylytt høyrøstet musikk høyttaler høgtalar anlegg disko fest festing dunke dunket banket dur
sove sov søvn søvnløs våken våkne vekket vekte nattero nattesøvn innsove

# how one feels
svimmel uvel kvalm kvalme hodepine hovudverk besvimte besvimt ør tungpusten oksygen luft utilpass
redd engstelig frykt frykte skremt skremmende turte tør torde våget vågde utrygg nervøs
gråt gråte grine tårer rørt rørende

# cold and draught
kaldt kulde fryse frøs frosset hutre hutret skalv iskaldt teppe pledd trekk gufs

# too many, too few
fullsatt stappfull overfylt trangt trengsel sprengt kapasitet fulltegnet fullbooket plassmangel
    fullt kø
utsolgt tomt oppbrukt manglet mangel slapp tørr

# the wrong thing
beløp sum totalsum belastet trukket overbetalt krone øre differanse mellomlegg
størrelse mål dimensjon lengde bredde passet trang stor liten
forbyttet ombyttet byttet forvekslet forveksling blandet sammenblanding rot
klokkeslett tidspunkt dato ukedag kalender dagen
opplysning opplysninger informasjon info detaljer utfylt ufullstendig blank rubrikk skjema

# nobody answers, nobody saw to it
ubesvart svar respons tilbakemelding taus stille kontakt hørte gjenlyd
oversett forsømt neglisjert ignorert glemt overlatt uteglemt gløymt

# the way, and what hides it
skilt skilting veiviser veivisning veibeskrivelse avkjørsel avkjøring avkøyrsle kart leite lete
    leter leitar
skjule skjult dekket gjemt tilgrodd nedgrodd overgrodd busk buskas kratt hekk usynlig

# on the road
motorstopp punktert punktering havari veihjelp berging bilberging tauet taue startet
bil varebil vogn vogna kjøretøy lastebil kassebil

# parts of the body
finger hånd tommel håndledd arm albue skulder ankel fot bein kne hode panne rygg tå
forstuet vrikket forslått blåmerke hoven hevelse brudd brakk

# dirt
skitten møkkete grisete uren urein sølete flekkete møkk søl klissete

# water where it should not be
lekkasje lekke fosset rant silte dryppet drypp pytt oversvømt oversvømmelse vasse dynket våt våte

# food that is not as it should be
bedervet sur surnet harsk mugg muggent utgått holdbarhet holdbar utløpt datostempel
rå ufull gjennomstekt svidd brent seigt tørt

# machines and systems
krasjet hang hengte frøs nede svart skjerm treg lastet

# safety
usikret uforsvarlig farlig livsfarlig risiko skummelt

# joy
ros skryt takk takke takket hilsen hylle hyllet lovord høydepunkt stjerner begeistret henrykt
    elske elsker elsket strålende storfornøyd fornøyd takknemlig koselig trivelig triveleg stas
    morsomt glede beste
medalje sølv gull bronse diplom kåret kåre premie konkurranse jury dommer vant vinner utmerkelse
    nominert heder
suksess vellykket populær populært etterspurt fulltegnet pågang oppslutning strømmet

# people by age and kin
barn barnefamilie unge unger småbarn gutt jente minstemann guttunge onge born
ungdom tenåring fjortenåring fjortis russ gjeng ungdommene elev student
eldre gammel pensjonist olding bestemor bestefar oldemor oldefar senior gamlehjem
mor far mødre fedre pappa mamma foreldre forelder datter sønn dotter son
ektepar par kjæreste samboer brudepar ektefolk kone mann
kvinne kvinner dame damer jenter mødre venninne

# people by what they do
lærer instruktør trener kursholder veileder pedagog lærar kursleiar
resepsjonist skranke resepsjon ekspeditør betjening
doktor lege sykepleier helsepersonell
turist utlending utenlandsk svenske dansk tysker tyskland sverige polen ukraina

# languages
språk tolk oversette morsmål polsk engelsk arabisk ukrainsk tysk somali norsk fremmedspråk

# doing things together
synge sang allsang korøvelse kantor korsang julesang
venn venner vennskap fellesskap sosialt samvær samtale prat kaffe drøs
svømme bade basseng badetur svømming symje
forklare forklarte forklart veiledning skjønte forstå forsto rolig tålmodig tolmodig pedagogisk

# money back
krevde kreve refusjon erstatning tilbakebetaling kompensasjon

# displeasure, shame, haste
klage misfornøyd skuffet sint sur irritert oppgitt ergerlig ergret fortvilet provosert harm rasende
    forarget kjeft skjelte frustrert lei
pinlig flau flaut skamme skammet beklage beklaget unnskylde unnskyldning
travel travelt travle stress stresset hektisk jag hastverk hast rakk rekke overarbeidet presset
    alene underbemannet

# closed and blocked
stengt stengd lukket lukka låst avstengt åpningstid åpnet åpent
blokkert sperret sperre hindret hinder propp tettet forstoppet tett
løsnet løsne løs slark slakk ustø vaklet vaklete vinglet vinglete ustabil

# what it cost, how it sold
dyr dyrt kostbar kostbart kostnad kostet penger budsjett utgift utgifter
omsetning salg rekord vekst økning doblet solgt kundestrøm
rask raskt kjapp kjapt lynrask øyeblikkelig prompte fort hurtig

# helping each other
samarbeid samarbeide lagarbeid lagånd dugnad hjalp hjelpe hjelp avlaste avlastning støtte bistand
    bisto
besto bestod eksamen fagprøve karakter sertifisert godkjent

# telling and asking
beskjed varsel varsle varslet informert orientert orientering nevnt nevnte opplyst opplyste ante
ønske ønsket ønskte etterlyse etterlyste etterlyst savnet foreslo forslag
utdatert foreldet avleggs mal versjon kopiert

# bodies
utslett kløe klø elveblest hovnet hovne eksem allergi allergisk
svette svettet svett hete kokvarmt aircondition klimaanlegg varmen

# things and places
maskin apparat automat innretning
møbel møbler stol stoler sofa benk pult lenestol krakk
klær plagg genser jakke bukse bunad dress kjole skjorte tøy
papirer dokument dokumenter brev konvolutt mappe perm skriv
buss tog trikk ferge ferje fly taxi drosje skyss rutebil
publikum tilskuer tilskuere besøkende deltaker deltakere oppmøte frammøte fremmøte
damp dugg kondens klam fuktig fukt fuktighet
smell smalt eksploderte eksplosjon knall braket
utforkjøring grøft veltet skrens skrenset velte
nedlagt konkurs avviklet oppbud

# how people were, and how it was
hyggelig blid vennlig imøtekommende serviceinnstilt omsorgsfull snill høflig venleg omtenksom
stamkunde stamgjest faste fast trofast gjenkjøp gjenganger anbefalt anbefale anbefalte
enkelt enkel tydelig oversiktlig lettvint brukervennlig praktisk tydeleg
vakker vakkert pen pent nydelig flott praktfull fager lekker
smak smakte smake deilig velsmakende saftig aroma kresen god
avis avisa artikkel journalist oppslag reportasje omtale intervju
facebook instagram innlegg kommentar anmeldelse terningkast nettet stjerner

# what went wrong, widely
borte vekk forsvant forsvunnet mistet tapt sporløst gjenfunnet lette leitet finne kvekk
registrert registrere ført førte tastet notert notere innført bokført
lest lese ulest oversett oppdaget merke
uteble uteblitt dukket forgjeves møtte avbud avlyst
fylt fylle påfyll etterfylle etterfylt tømt tømme
plan planlagt opplegg program timeplan timeliste rekkefølge skjema
begge samtidig overlapp kolliderte dobbelt dobbeltbooket
farge kulør nyanse grønn blå rød gul misfarget
levert levere sendt ankom fremme framme mottatt mottok utlevert avlevert
slurv slurvete ufagmessig kvalitet dårlig svakt elendig
ulovlig forskrift krav pålegg påbud forbudt brudd
kollisjon krasj krasjet påkjørt påkjørsel rygget bulk bulket
nettverk nett internett wifi dekning signal frakoblet nede

# who, widely
fersk uerfaren nyansatt nybegynner vikar ekstrahjelp lærling sommervikar
døv hørsel høreapparat tunghørt blind svaksynt syn briller
rullestol funksjonshemmet rampe rullator tilgjengelig barnevogn krykker
elev klasse skole skoleklasse trinn skulen klassetur lærer
politi ambulanse brannvesen nødetat legevakt redning
beruset fyll alkohol øl påvirket rus edru
bursdag jubileum fødselsdag feiring feire feiret

# where, widely
båt sjø hav bølge brygge kai havn
hage plen bed plante planter blomst blomster busk
fugl dyr måke due krypdyr vilt
tur fjell sti løype skog topptur
"""
