"""Words that stand for the same at work, or nearly always tell of the same kind of event.

A group begins at the margin; what is indented belongs to the group above. Regular inflections and
compounds are left out where the stem or a part of the word is here, see ``norwegian.stems``.
"""

GROUPS = """
# GENERAL

# praise
ros rost skryt skrøt berømme lovord godord applaus hyllest
fornøyd nøgd tilfreds glad begeistret imponert takknemlig blid storfornøyd lykkelig
takk takkekort takksam verdsette verdsatt komplimenter

# complaint
klage klagemål reklamasjon reklamere misnøye besvære innsigelse
misfornøyd misnøgd skuffet utilfreds vonbroten forventning forventet
sint sinna forbannet rasende irritert sur opprørt hissig krass
kritikk kritisert negativ terningkast anmeldelse omtale

# suggestion
forslag foreslå foreslo foreslått ide forbedring forbedringsforslag framlegg tips innspill
    ønskeliste prøveordning utprøving

# delay
forsinket sein seint sent seinka forseinka utsatt utsettelse treg
etterslep restanse haug opphopning bunke
forsov sovnet vekkerklokke oppmøte

# too early
førtid forhastet framskyndet fremskyndet tjuvstart

# forgetting
glemme glemt gløyme gløymde gløymt forglemmelse forglemt gjenglemt uteglemt
påminnelse påminning minnelapp huskelapp huskeliste huskeregel

# missing and lost
mangle manko savnet sakna ufullstendig
mistet tapt forsvant forsvunnet bortkommet sporløst forlagt
gjenfunnet hittegods leting leita letet eierløst

# wrong and mixed up
feil feilaktig forveksle forveksling forbyttet ombyttet sammenblanding feillevert feillevering
    feilsending
dobbelt dobbel duplikat dublett dobbeltført dobbeltsendt
tastefeil tastet skrivefeil trykkfeil stavefeil slurvefeil feiltastet nullfeil kommafeil
navn namn etternavn navnebytte navneforveksling navnelik navnebror

# damage
skade ødelagt ødelegge ødela øydelagt øydelegge øydela beskadiget
knust knuse knekt knakk knekke brukket sprukket sprakk sprekk revnet ramponert
ripe skrape oppskrapt hakk bulk lakkskade
lekkasje lekke drypp vannskade fukt oversvømmelse rørbrudd vasskade flom
mugg sopp råte råtesopp muggsopp fuktskade svartsopp jordslag råtne
rust korrosjon irr gjennomrustet rustflekk
skjev skjevt skeiv vridd bøyd vindskjev krum ulodd
tilsølt søl sølt velte spilt

# breakdown
stans stanset stoppet driftsstans havari havarert sammenbrudd kollaps streiket
defekt funket kaputt røk ryke sviktet

# repair
reparere reparasjon fikse utbedre utbedring vøle vølt
reservedel delelager pakning erstatningsdel slitedel originaldel
verksted verkstad reparatør servicemann servicetekniker montør serviceavtale
garanti garantisak garantitid garantert reklamasjonsfrist produsentgaranti
erstatning erstatte kompensasjon kompensere godtgjørelse kulanse
forsikring forsikringssak forsikringsselskap skademelding egenandel takstmann takst forsikra

# falls
falt ramlet datt fallulykke styrtet deise
skled skli sklidd sklei glatt såpeglatt holke
snuble snublefare snåvet tråkket overtråkk

# cuts
kutt skjære skar skåret skjera skore fingerkutt kuttskade
blod blødde blør blødning sydd sår kjøttsår flenge
klemt klem klemskade klemfare fingerklem klemme
plaster bandasje kompress førstehjelp førstehjelpsskrin førstehjelpskoffert fyrstehjelp
legevakt sykehus akuttmottak ambulanse sjukehus skadestue sykebil
sprut øyeskylling øyeskade øyet auge rusk øyedusj øye

# burns
brent brannsår forbrent brannskade skolde skolding
etset etseskade frette syreskade

# electric shock
støt strømstøt strømgjennomgang strømskade strømulykke elulykke strøm straum støyt strømførende

# near miss
nestenulykke nestenuhell nesten-ulykke nestulykke nestenhending tilløp
avvik avviksmelding avviksskjema uønsket avvikssystem avviksliste hending ruh
ulykke uhell ulukke personskade arbeidsulykke skadd yrkesskade
farlig livsfarlig risikabelt risiko risikovurdering sja faremoment

# fire and alarms
brann branntilløp flamme antent ulme
røyk røykutvikling røykvarsler svidd brannlukt osende
brannalarm alarm alarmsentral utløst alarmkode
brannslukker brannslukkingsapparat slukkeapparat slokkeapparat slukke husbrannslange brannslange
    brannteppe
rømning rømningsvei nødutgang evakuere evakuering brannøvelse evakueringsøvelse samlingsplass
    branninstruks
varmearbeid brannvakt vinkelslipergnister gnister

# protective equipment
verneutstyr vernebriller vernesko hjelm hørselsvern hansker verneklær
støvmaske åndedrettsvern åndedrettsmaske friskluftsmaske pustevern halvmaske
refleksvest refleks synlighetstøy refleksklær
fallsikring sele livline fallsele rekkverk kantsikring fanggjerde
arbeidstøy arbeidsklede kjeledress uniform arbeidsbukse arbeidsjakke

# illness and absence
syk sjuk sykdom sjukdom sykmeldt sykmelding sykemelding sjukmelding egenmelding fravær fråvær
    sykefravær sjukefråvær frafall
forkjølet feber influensa hoste korona omgangssyke magesyke oppkast spydde
smitte smittevern smittsom utbrudd vaksine karantene
rygg ryggvondt ryggsmerter nakke skulder belastningsskade senebetennelse prolaps vondt
løft tungt bæring forløftet løfteteknikk båret

# rosters
vaktliste vaktplan turnus turnusplan vakt vaktbytte arbeidsplan skiftplan
vikar vikarbyrå ekstrahjelp innleid ekstravakt tilkallingsvikar reservevakt
bemanning underbemannet grunnbemanning bemannet mannskapsmangel folkemangel
ferie ferieavvikling sommerferie feriedager feriepenger ferieliste feriestengt
overtid kveldsarbeid helgearbeid arbeidstid arbeidstidsbestemmelser avspasering fleksitid
pause lunsj matpause kaffepause lunsjpause spisepause pauserom
ansette nyansatt tilsatt rekruttering jobbsøker stillingsannonse intervju referansesjekk
    stilling jobbintervju

# training
opplæring opplæringsplan innføring veiledning rettleiing instruksjon kursing innføringsplan
lærling læregutt opplæringskontor fagprøve svenneprøve fagbrev læretid
fadder mentor makker nybegynner sommervikar fadderordning nytilsett
kurs kurset kursbevis sertifiseringskurs fagdag seminar workshop elæring

# routines
rutine prosedyre retningslinje rutinebeskrivelse internkontroll instruks rutinebok
sjekkliste sjekkpunkt avkryssing avkrysset huket avhuking
egenkontroll sluttkontroll kvalitetskontroll dobbeltsjekk kontrollsjekk sidemannskontroll
    etterkontroll stikkprøve
overlevering overlapping vaktskifte vaktoverlevering stafett overleveringsmøte

# meetings
møte møtereferat møteinnkalling referat innkalling dagsorden saksliste morgenmøte

# messages
misforstå misforstått misforstod mistyding mistydd misoppfatning feiltolket oppfattet mistolket
beskjed melding lapp gulelapper viderebrakt budskap
uklar utydelig uklart tvetydig upresis diffus forvirrende forvirring
muntlig munnleg skriftlig nedskrevet
språk språkproblem engelsk polsk tolk oversettelse oversatt språkbarriere omsett
håndskrift uleselig kråketær håndskrevet kruseduller handskrift

# phone
telefon tlf telefonsvarer oppringning telefonnummer mobil anrop
sms tekstmelding meldingstjeneste smsen sms-varsel

# e-mail
epost mail innboks ebrev mailadresse epostadresse
vedlegg vedlagt blindkopi videresendt kopifelt

# ordering
bestille bestilling bestilt tinging ordre ordrenummer
overbestilt innkjøp innkjøpsliste innkjøpt anskaffelse
avbestille avbestilling avbestilt kansellert kansellering avlyst avlyse avlysing annullert
ordrebekreftelse bekreftelse stadfesting stadfesta ubekreftet

# delivery
leveranse levering levert varelevering vareleveranse leveringstid framlevert
pakke forsendelse sending brevpakke postpakke pakkepost kolli
sporing sporingsnummer sporingskode sporet track fraktnummer
posten bring postnord hentepunkt pakkeboks utleveringssted hentelapp
bud budbil sykkelbud kurer utkjøring budfirma ekspressbud utbringing
frakt fraktbrev fraktkostnad porto fraktfritt fraktpris speditør spedisjon
adresse gateadresse postadresse husnummer postnummer adresseendring nabo grannen

# packing
emballasje innpakning innpakking emballering innpakka bobleplast isopor pappeske eske
pakking pakket feilpakket pakkeri pakkebord pakkseddel
plukk plukkeliste plukkfeil feilplukk varelinje plukklapp
pall europall palleplass strekkfilm pallejekk jekketralle

# stock
lagerbeholdning beholdning utsolgt tomt restordre lagerstatus lagersaldo lageret
varetelling telling svinn lagertelling varebeholdning opptelling
hylle reol hylleplass hylleplassering lagerplass pallereol påfylling varepåfylling hyllefylling
varemottak mottakskontroll mottak vareinnlevering følgeseddel
strekkode skanner håndterminal qr-kode scanner varenummer artikkelnummer
fifo rullering rotering baktung varerullering

# returns
retur returnere bytterett angrerett angre tilbakelevert returrett returskjema
bytting byttelapp gavekort tilgodelapp tilgode gåvekort byttefrist
refusjon refundere tilbakebetale tilbakebetaling tilbakebetalt

# invoices
faktura fakturere regning rekning fakturering fakturanummer efaktura ehf
kreditnota kreditere kreditnotaen tilbakeføring
ufakturert etterfakturert etterfakturering fakturagrunnlag underfakturert
purring purre purregebyr inkasso inkassovarsel betalingsoppfordring
ubetalt utestående uoppgjort kundefordring betalingsproblemer misligholdt

# prices
pris prislapp prisskilt feilpris prisliste prisfeil hyllepris prismerking prisøkning
    prisstigning dyrere oppjustert indeksregulering kostnadsøkning
rabatt rabattkode tilbudspris kampanje avslag prisavslag kupong
overslag kalkyle anslag estimat kostnadsoverslag kalkulere prisoverslag beregning

# payment
betale betaling betalt oppgjør betalingsfrist utbetaling
vipps kortterminal bankkort betalingsterminal kortbetaling terminalen betalingskort vippset
kontant vekslepenger sedler mynter vekslet kassaoppgjør kasseoppgjør kassedifferanse

# pay
lønn løn lønnsslipp lønning lønnskjøring timelønn lønnsutbetaling lønnsgrunnlag
timeliste timeregistrering timeføring stempling stemplet timeark
reiseregning kjørebok kilometergodtgjørelse diett utlegg kjøregodtgjørelse reiseutgifter

# tax
mva moms meirverdiavgift merverdiavgift mva-melding avgiftsfri momsfri mva-sats
skatt skattemelding skattetrekk skattekort forskuddsskatt arbeidsgiveravgift skatteetaten altinn
    amelding

# receipts and accounts
kvittering bilag bilagsmappe kassabong
regnskap rekneskap bokføring bokført kontering kontert feilført bokholderi bilagsføring
avstemming avstemt differanse saldo avstemme sluttsaldo
årsoppgjør årsregnskap årsavslutning aksjonærregister årsrapport delårsrapport
revisor revisjon revidert revisorattest internrevisjon

# deadlines
frist fristbrudd tidsfrist leveringsfrist forfall forfalt forfallsdato søknadsfrist
tvangsmulkt bot gebyr bøter forsinkelsesgebyr overtredelsesgebyr mulkt
dagbøter dagbot ferdigstillelse framdrift fremdrift framdriftsplan milepæl sluttdato
kalender outlook kalenderinnkalling kalenderoppføring datofeil avtalebok
støtte tilskudd stønad tilskot søknad tilskuddsordning tilskuddsmidler

# contracts
kontrakt avtale avtaleverk avtalevilkår underskrift signert signering underskrevet signatur
tilleggsarbeid endringsmelding endringsordre ekstraarbeid tilleggsbestilling merarbeid
anbud anbudskonkurranse anbudsfrist konkurransegrunnlag doffin tilbudsfrist
pristilbud tilbudsbrev tilbud tilbodet tilbudsskriv
leverandør grossist leverandørbytte underleverandør forhandler produsent

# measuring
måle målt målfeil oppmåling målebånd tommestokk feilmålt måltaking
centimeter millimeter kappet toleranse lengde bredde breidde
vater vaterpass laser nivellering høyde helling kote høgde
veie vekt veid feilvekt kalibrert kalibrering justering vektavvik

# drawings
tegning teikning arbeidstegning plantegning byggetegning revisjonstegning skisse
versjon utdatert revisjonsnummer

# keys and access
nøkkel nøkler nøkkelknippe nøkkelskap nøkkelboks lykel nyklar universalnøkkel
låst ulåst utelåst låse innelåst låssmed
adgangskort nøkkelkort adgang tilgangskort adgangskontroll portkode dørkode kodelås
innbrudd innbrot tyveri stjålet stjal stjele tjuveri naskeri tyv
naskeri butikktyveri nasking lommetyv tyvsikring vekteren
kamera overvåkingskamera overvåking kameraovervåking videoopptak kameraene

# IT trouble
passord passordbytte passordbehandler
innlogging logget innlogga pålogging brukerkonto tofaktor bankid utestengt
tilgang brukertilgang tilgangsstyring administratorrettighet adminrettighet
internett wifi trådløst nettverk bredbånd fiber modem
nedetid driftsavbrudd serverrom systemkrasj datasenter filserver
oppdatering oppdatere patch windows-oppdatering omstart restart oppgradering oppgradert
backup sikkerhetskopi sikkerhetskopiering tryggingskopi gjenopprette gjenoppretting restore
slettet filer mappe overskrevet lagret dokumentmappe fellesmappe
virus skadevare løsepengevirus hacket kryptert datainnbrudd datavirus
svindel svindlet svindelforsøk lureri falsk bedrageri fakturasvindel direktørsvindel id-tyveri
phishing lenke nettfiske klikket phishingforsøk
supportsak brukerstøtte support helpdesk kundestøtte saksnummer brukerhjelp

# web
nettside heimeside hjemmeside nettsted webside lenkebrudd
reklame annonse markedsføring annonsert plakat løpeseddel marknadsføring

# booking
booking booket reservasjon reservert timebestilling timebok
dobbeltbooking dobbeltbooket dobbeltbestilling dobbeltreservert dobbelttime overbooket
    overbooking
uteblitt uteble uteblivelse no-show dukket ikkemøtt
omberamme ombooking utsette ombooket
venteliste ventetid avbudsliste avbud

# driving
kjøring kjørte kjøre køyre køyrde køyring kjøretur
påkjørsel kolliderte kollisjon krasj rygget påkjørt sammenstøt trafikkulykke
viltpåkjørsel elg rådyr hjort dyrepåkjørsel viltnemnd viltulykke
dekk hjul sommerdekk vinterdekk piggdekk dekkskift dekkbytte mønsterdybde lufttrykk punktering
punktert luftløst dekktrykk dekkhotell
bremse bremseklosser bremseskive bremsevæske bremsesvikt bremserør
olje oljeskift motorolje oljesøl oljelekkasje oljefilter oljenivå oljetrykk
drivstoff diesel bensin feilfylt feilfylling fyllestasjon adblue
lading ladestasjon lader ladekabel elbil ladeboks hurtiglader utladet rekkevidde
startbatteri batteri startkabel starthjelp startvansker
parkering parkert parkeringsbot feilparkert parkeringsplass pplass parkeringsavgift borttauing
lastsikring surring stropp surret lastestropp forskjøvet usikret lastsikra
hviletid kjøretid kjøretidsbestemmelser fartsskriver døgnhvile sjåførkort
rute kjørerute ruteplan gps navigasjon omvei kjøreliste
eu-kontroll pkk eukontroll vegvesenet biltilsynet bruksforbud

# road and weather
vinterføre kjetting glattis strøsand hålke strødd snø brøyting brøyte snøfall brøytebil
    snørydding snøfreser snømåking
uvær storm vindkast orkan uver blåste ekstremvær
nedbør regnvær styrtregn skybrudd regnbyge overvann
vei veg asfalt kolonnekjøring veiarbeid stengt omkjøring ras
frost frosset frøs frosne kuldegrader tining tint frostskade isdannelse

# privacy
personvern gdpr personopplysning datatilsynet sensitiv behandlingsgrunnlag
taushetsplikt taushetserklæring konfidensiell fortrolig teieplikt taushetsbelagt

# audits and authorities
tilsyn inspeksjon tilsynsbesøk tilsynsrapport uanmeldt inspektør kontrollbesøk
mattilsynet smilefjes strekmunn hygienetilsyn smilefjeset
arbeidstilsynet pålegg stansingsvedtak vernerunde arbeidsmiljøloven
eltilsynet dle elkontroll el-tilsyn el-kontroll
statsforvalteren fylkesmannen statsforvaltar kommunen kommunal vedtak fylkeskommune
brannvesenet brannvesen brannsyn branntilsyn feieren brannmannskap
bedriftshelsetjenesten bht bedriftshelsetenesta helsekontroll helsesjekk helseundersøkelse
    hørselstest
verneombud hms vernetjeneste hms-plan arbeidsmiljøutvalg hms-runde verneområde
sertifikat kompetansebevis attest truckførerbevis førerkort bevis maskinførerbevis
politiattest vandelsattest vandel rulleblad bakgrunnssjekk
hms-kort hmskort byggekort id-kort idkort

# documentation
dokumentasjon dokumentere fdv fdv-dokumentasjon udokumentert produktdatablad samsvarserklæring
foto fotografere bilder bildedokumentasjon billeder fotobevis
logg loggbok loggføre journalføre loggskjema kontrollskjema

# tidiness
rydding rydde opprydding oppryddet støvsuget
rot rotete uorden uryddig kaos kaotisk roteloft grisete
sparer spart tidsbesparende raskere effektivt effektivisering innsparing
merkelapp merking merket etikett etikettmaskin umerket feilmerket fargekoding

# customers waiting
venting ventet tålmodig
kø køen kølapp kødannelse kølappsystem rush rushtid
uhøflig frekk ufin uforskammet respektløs nedlatende arrogant
skjelte utskjelling kjeftet ropte brølte skrek
trussel truet truende vold truslar utagering utagerende aggressiv
hjelpsom dugnadsånd raus hjelpsam behjelpelig
konflikt krangel krangle usams uenighet samarbeidsproblem
mobbing mobbe erting utestenging trakassering baksnakking
varslingssak kritikkverdig varslingsrutine gjengjeldelse varslingskanal varsling
trivsel arbeidsmiljø sosialt julebord sommerfest firmafest

# noise, smell, dust
støy bråk lyd bråkete støyende nattero høylytt
lukt stank stinket vondlukt illeluktende luktplager kloakklukt eim
støv støvete støvsky slipestøv støvplager nedstøvet kvartsstøv støvtetting

# chemicals
kjemikalie sikkerhetsdatablad stoffkartotek substitusjon kjemikaliesøl faresymbol
gass gassflaske propan gasslekkasje acetylen gasslukt
asbest asbestsanering eternitt asbestholdig asbestprøve saneringsfirma

# waste
avfall søppel boss søppelkasse avfallsdunk søppeldunk søppelsekk container kompost
kildesortering sortere sortering feilsortert restavfall papiravfall plastsortering matavfall
spesialavfall miljøstasjon miljøfarlig ee-avfall gjenbruksstasjon fyllplass deponi
gjenbruk gjenvinning resirkulere pant panteflasker ombruk gjenbrukt
matsvinn matkasting kasserte overproduksjon

# pests
mus rotter skadedyr musefelle musemøkk gnagere maur kakerlakker veggdyr insekt fluer veps
    skjeggkre

# energy, water, heat
strømregning strømforbruk strømpris kilowatt kwh energiforbruk energisparing strømsparing
strømbrudd strømstans strømutfall mørkt aggregat straumbrot straumstans nødstrøm
kaldt kulde iskaldt kjølig utkjølt kaldtrekk gjennomtrekk
varmt hett hete hetebølge overopphetet overoppheting steikvarmt stekende gloheit varmegang

# cold chain
kjøleskap kjølerom kjøledisk kjøl kjøling kjølekjede kjølt kjølevarer kjøleaggregat
temperatur gradestokk temperaturlogg temperaturmåling termometer grader temperaturavvik
opptint tinte smeltet tineprosess fryser fryseboks fryserom frysedisk dypfryser nedfrysing
    frysevarer

# expiry dates
utgått datovarer utløpsdato holdbarhet best-før datostempling datomerking utløpt haldbarheit
    holdbarhetsdato bedervet surnet råtten råtne

# allergens
allergi allergen allergisk allergener nøtter gluten glutenfri laktose laktosefri intoleranse
    cøliaki skalldyr melkeallergi anafylaktisk
varedeklarasjon ingrediens ingrediensliste ingredienser næringsinnhold deklarasjon
    innholdsfortegnelse

# baking
deig heving heve gjær eltet surdeig brød rundstykker bolle
kake bløtkake bryllupskake marsipan kransekake kakepynt glasur
steikt stekt steikeovn stekeovn stekeplate bakerovn
mel sukker salt oppskrift kremfløte bakepulver

# coffee
kaffe kaffemaskin espresso kaffetrakter kaffebønner latte barista cappuccino kaffien
melkeskummer havremelk melk mjølk fløte soyamelk plantemelk
skjenkebevilling skjenkekontroll skjenking legitimasjon aldersgrense legitimasjonskontroll
    bevilling overskjenking

# kitchen
kjøkken kjøken kokk kjøkkenet kjøkkensjef kjøkkenhjelp storkjøkken
matforgiftning matforgifting salmonella listeria magesjau forgiftet campylobacter
hårstrå fremmedlegeme plastbit glassbit framandlekam metallbit
frityr frityrolje frityrgryte fettbrann steikefett fritert stekefett
oppvask oppvaskmaskin oppvaskkum skyllemiddel bestikk tallerken servise
meny matrett middag porsjon lunsjtallerken forrett måltid
catering koldtbord smørbrød snitter selskapsmat påsmurt fingermat

# hygiene
håndvask håndhygiene håndsprit handvask såpedispenser sprit handhygiene
hygiene uhygienisk krysskontaminering kryssforurensning haccp
desinfeksjon desinfisere desinfeksjonsmiddel sterilisering klorin spritet

# cleaning
reinhald renhold rengjøring reingjering vasking vaska utvask nedvask
vaskemiddel rengjøringsmiddel såpe grønnsåpe salmiakk klor reingjeringsmiddel reinsemiddel
    dosering
gulv golv gulvvask gulvvaskemaskin bone boning linoleum mopp
mikrofiber klut rengjøringsklut mopptralle vaskevogn renholdstralle
flekk flekkfjerner misfarget misfarging skjolder rødvinsflekk
vaskeri klesvask tøyvask vaskemaskin tørketrommel tøy krympet
vindusvask vinduspuss stripete pussing

# medicine
medisin legemiddel tablett dosett multidose feilmedisinering medisinliste
resept eresept apotek reseptfornyelse utskriving blåresept reseptbelagt
insulin blodsukker diabetes sprøyte injeksjon stikkskade kanyle sukkersyke nålestikk
blodprøve prøvesvar prøvetaking prøveglass laboratorium urinprøve lab
henvisning epikrise henvist tilvising pasientjournal journal tilvist journalnotat

# home care
hjemmesykepleie heimesjukepleie hjemmetjeneste heimeteneste hjemmebesøk heimebesøk hjemmehjelp
    heimehjelp
trygghetsalarm alarmknapp responssenter velferdsteknologi falldetektor
dement vandret glemsk vandring
rullator rullestol personløfter hjelpemiddel hjelpemiddelsentral seilet
trykksår liggesår sårstell sårskift stell morgenstell dusjing bandasjering
pårørende dattera sønnen ektefelle enke

# dentist
tannlege tenner tannpleier tannhelse tannbehandling
avtrykk tannteknikk tannteknikar protese implantat tannkrone porselenskrone
fylling tannfylling plombe karies rotfylling bedøvelse
autoklav steril sterilt sterilpose sterilisator instrumenter indikatortest sterilrom

# kindergarten
foreldre føresette foresatte mor mamma pappa forelder
henting hentet hentetid hentesituasjon henteliste leveringssituasjon
lekeplass sandkasse sklie klatrestativ lekeapparat fallunderlag leikeplass uteområde
turdag utflukt skogstur ekskursjon gåtur klassetur turmål
bleie bleier bleieskift stellebord stellerom tørrsmokk smokk
votter regntøy parkdress støvler skiftetøy ekstraklær gummistøvler
biting beit bitt bet dytta lugget
tilvenning tilvenningsdag oppstartssamtale foreldresamtale overgangssamtale

# school
friminutt skolegården inspeksjonsvakt uteinspeksjon skulegard
skolebuss skoleskyss skuleskyss skyss busskort skoletaxi skulebuss

# animals
hund bikkje valp hundebitt bandtvang katt kattunge
veterinær dyrlege dyrlækjar dyrehelse avliving
dyrevern dyrevelferd vanskjøtsel mishandling dyrevernnemnd dyrevelferdstilsyn

# farm
fjøs kyr ku storfe kalv okse kalving kviger
melking mjølking melkerobot mjølkerobot melketank mjølketank celletall tankbil mastitt
    jurbetennelse
gjerde strømgjerde utbrutt grind piggtråd rømte beitedyr innhegning
sau sauer lam lamming sauehold bjelleradio rovdyr søye sanking
grisehus smågris griser purke svinehus slaktegris
høne egg eggpakkeri kylling fjørfe hønsehus klekking
traktor kraftuttak frontlaster tilhengerdrag traktorvelt velteulykke
rundball silo høy surfôr grashausting ensilasje rundballepresse
innhøsting hausting skuronn tresker avling korn korntørke skurtresker
jordbær bringebær bærplukking plukkere bær eple frukthage sesongarbeidere
gjødsel møkk møkkjøring gjødselkjeller gjødselspreder blautgjødsel gjødslingsplan husdyrgjødsel
sprøyting plantevernmiddel sprøytejournal ugress sprøytemiddel autorisasjonsbevis ugras
    ugrassprøyting
fôr kraftfôr fôring fôrautomat forblanding fôrlevering kraftfor
øremerke husdyrregisteret dyreregister dyreholdjournal husdyrregister tilgangsliste

# fish
laks oppdrett merd mærd smolt lakselus avlusing lakseoppdrett
rømming notvask nothull not notpose rømmingsfare
dødfisk dødelighet svimere fiskesykdom gjelle fiskehelse fiskevelferd
fiskebåt båt skøyte fartøy sjark skrog fiskefartøy
garn krabbeteine snurrevad trål fiskeredskap kvote
overbord redningsvest flytevest flyteplagg druknet drukning
kai kaia fortøyning fortøyd brygge havn landgang fortøyningstau
fiskemottak filetering filetmaskin sløying sløyd iskasser fiskekasser

# food production
produksjonslinje samlebånd pakkemaskin båndstopp transportbånd tappelinje
metalldetektor metallfunn røntgensil utsilt
batch batchnummer partinummer sporbarhet lotnummer produksjonsdato tilbakekalling tilbakekalle
    tilbaketrekking tilbakekalt tilbaketrukket

# car workshop
feilkode diagnose diagnoseapparat feilsøking motorlampe varsellampe feilsøke
serviceheftet serviceintervall intervallservice årsservice
løftebukk bukk jekk jekkpunkt løftebord
hjulbolt ettertrekking momentnøkkel ettertrukket hjulmutter ettertrekke
registerreim motor clutch turbo motorhavari girkasse registerrem topplokk tannrem
frostvæske kjølevæske spylervæske kjølevatn kjølevann
frontrute steinsprut ruteskift vindusvisker bilglass vindusviskere
lånebil leiebil erstatningsbil utlånsbil leigebil

# mechanical workshop
sveise sveising sveiseapparat sveisesøm sveisesertifikat mig tig
vinkelsliper slipeskive kappeskive slipe sliping sveiseblink
hydraulikk hydraulikkslange hydraulikkolje slangebrudd hydraulisk hydraulikklekkasje
    høytrykkslange
traverskran løftestropp taljer løfteutstyr sakkyndig løfteredskap sjakkel
maskinvern vernedeksel nødstopp nødstoppbryter klemfare sikkerhetsbryter deksel deksler
smøre smøring smurt smørenippel smørefett

# tools and maintenance
verktøy verkty håndverktøy redskap verktøykasse verktøykoffert reiskap
drill bormaskin skrutrekker batteridrill muttertrekker borhammer slagdrill
sag sagblad sirkelsag kappsag bordsag gjersag stikksag båndsag spaltekniv
kniv tapetkniv knivblader skalpell brytebladkniv saks knivsblad
utlån utlånsliste lånt låne leihverktøy verktøyutlån utlånt
slitt slitasje utslitt sløv nedslitt sløvt
vedlikehold vedlikehald vedlikeholdsplan forebyggende ettersyn
filter filtre filterskift filterbytte filteret
pumpe lensepumpe sirkulasjonspumpe pumpestopp
høyttrykkspyler høytrykksspyler høytrykk spyling spylt spyle høytrykkspyler

# carpenter and building
vindu vindauge vindusmontering ventilvindu karm vinduskarm
dørblad dør dørkarm ytterdør innerdør terskel dørhåndtak
terrasse veranda platting terrassebord balkong terrassegulv
parkett laminat gulvbord gulvlegging undergulv klikkgulv
gulvlist listverk taklist foting gerikt gjæring listing
kjøkkeninnredning benkeplate skapdør skuff kjøkkenmontering hengsle kjøkkenskap kjøkenskap
isolasjon isolere isolering dampsperre vindsperre kuldebro rockwool glava
tak taktekking takstein takrenne beslag tekking takpapp taklekkasje torvtak
stillas stillaset stillasbygger stillaskort rullestillas stillaskontroll
stige gardintrapp trappestige krakk stigebruk
trapp trappetrinn gelender trappeløp håndløper
gips gipsplate gipsing gipsvegg himling plateskjøt
grunnmur mur muring murstein teglstein forskaling støttemur
betong sement støping støpt støp armering påstøp herding støype
graving gravde gravemaskin grøft kabelpåvisning kabelbrudd ledningspåvisning avgravd grave
riving rive rev bæreevne bærevegg
fuktmåling fuktmåler fuktmålt byggfukt byggtørker avfukter uttørking tørketid fuktprosent
overtakelse overtakelsesforretning ferdigbefaring mangelliste overtaking sluttbefaring
befaring synfaring befart forbefaring synfara
tildekking tildekket avdekket dekkpapp tildekt dekkplast gulvpapp

# painter
maling malerarbeid malt strøk malingsspann
kulør fargekode fargevalg nyanse fargekart fargetone fargeprøve
sparkel sparkle sparkling helsparkling heilsparkling
tapet tapetsere tapetsering veggkledning tapetlim tapetrull
grunning grunningsstrøk heft flasset avskalling flassing heftgrunning
lakk lakkering lakkert beis beising sprøytelakkering
maskering maskeringstape malertape maskeringspapir maskert kantet tapekant
pensel malerrull malingsrull pensler malerutstyr malepensel
malingsflekk malingssøl malingssprut rullesprut sprutet

# tiles and wet rooms
flis flislegger flislegging keramikk bom
fuge fugemasse fuging silikon
membran våtrom baderom våtromsnorm mansjett slukmansjett baderommet

# plumbing
rørlegger røyrleggar rør røyr rørleggeren røropplegg rørdeler
kran blandebatteri vannkran armatur kjøkkenkran servantbatteri drypper
avløp kloakk tett avløpsrør stakefjær staking
sluk vannlås luktsperre vasslås slukrist
toalett wc do klosett sisterne dass vannklosett
varmtvann varmtvannsbereder bereder varmtvannstank varmtvatn legionella skålding
varmekabel varmekabler gulvvarme termostat gulvføler varmefolie vannbåren
radiator fyring varmepumpe oppvarming panelovn vedovn varmeanlegg peis
trykkprøving trykkprøve trykktest vanntrykk trykkfall manometer trykktap
drikkevann brønn brønnvann drikkevatn vannkvalitet
lekkasjestopper vannstopper vannsensor fuktsensor vannstoppventil magnetventil
ventil stengeventil tilbakeslagsventil sikkerhetsventil kuleventil
septik septiktank slamtømming slam slamsuging slambil fettutskiller oljeutskiller

# ventilation
ventilasjon ventilasjonsanlegg avtrekk avtrekksvifte vifte inneklima kjøkkenvifte luftkvalitet
    avsug

# electricity
strøm straum spenning spenningssatt spenningsløs volt spenningsprøver
sikring sikringsskap kursfortegnelse jordfeilbryter automatsikring sikringsskåp eltavle
jordfeil kortslutning kortslutta jording jordledning
stikkontakt skjøteledning støpsel skjøtekabel dobbelstikk grenuttak
kabel ledning kabler kabelbro kabelføring leidning kabelkanal
frakobling frakoblet utkoblet avslått utkobling frakopla
lys lampe lyspære belysning lysrør pære utelys ljos downlight
nødlys ledelys nødlysarmatur markeringslys ledesystem nødljos
heis heiskontroll heisstans personheis elevator vareheis

# glass
glass glassrute vindusrute glassmester glasskår isolerglass skår

# printing
korrektur korrekturlesing korrekturfeil korrekturleste
fargeprofil cmyk pantone fargeavvik pdf oppløsning pikslet
printer toner kopimaskin laserskriver utskrift kopiering blekk blekkpatron

# florist
bukett brudebukett oppsats dekorasjon blomsterdekorasjon
begravelse gravferd bårebukett kransebånd bisettelse begravelsesbyrå sørgebånd båredekorasjon
    kransen
bryllup brudepar brud brudgom bryllaup bryllupsfest vielse konfirmasjon
visnet avblomstret nedvisnet
gratulasjonskort hilsen hilsning helsing kondolanse hilsningskort
potteplante potte planter stueplante innendørsplante

# hairdresser
hår hårklipp hårfarge hårfarging klipp klipping klipt frisyre
frisør frisørsalong salong frisørstol
hodebunn lappetest hudreaksjon svie
lus hodelus luskam lusemiddel lusekam

# café and hotel
hotellrom rommet romfordeling romnummer suite romtype rombytte
innsjekking innsjekk utsjekk resepsjon resepsjonist utsjekking
romservice husøkonom sengetøy stuepike lintøy laken oppreid
frokost frukost frokostbuffet buffet frokostsal buffeten

# shop
kasse kasseapparat kassapunkt kasseavstemming kasseskuff selvbetjent selvbetjening
nettbutikk netthandel webshop nettsalg
produktbilde produkttekst produktbeskrivelse varebeskrivelse produktside

# accountant and office
hvitvasking kundetiltak legitimere kundekontroll risikoklassifisering
ergonomi hev-senk kontorstol sittestilling musearm arbeidsstilling hevesenkebord skjermbriller
hjemmekontor heimekontor fjernarbeid vpn fjerntilgang
styremøte styreleder styremedlem generalforsamling styreprotokoll

# transport and warehouse
truck gaffeltruck truckfører truckgaffel skyvemasttruck
lasterampe lasting lossing losse lessing leveringsrampe lesset
garasjeport leddport rulleport skyveport portåpner
lastesikringspåbud cmr kjøreseddel lossested lastepapir lastedokument leveringsseddel
transportskade fraktskade pakkeskade
kjølebil frysebil kjøletransport termobil

# sports hall and association
kamp dommer turnering cup seriekamp kampoppsett
medlem medlemmer medlemskap medlemskontingent kontingent medlemsliste medlemsregister
dugnad dugnadsliste kiosk kioskvakt dugnadsvakt loddsalg lotteri frivillige
årsmøte valgkomite valkomite vedtekter valnemnd årsmøtepapirer
arrangement tilstelning konsert billetter billettsalg festival tilskiping
påmelding påmeldt påmeldingsliste påmeldingsfrist
kunstgress kunstgras banevedlikehold idrettsbane granulat
garderobevakt utleie utleid leietaker leigetakar utleige leieavtale

# IT consultancy and services
skjermbilde dataskjerm dokkingstasjon tastatur datamus skjermen hdmi
domeneoverføring dns webhotell nettsertifikat ssl hosting

# BROADER GROUPS
klage misfornøyd reklamasjon reklamere skuffet sint sur irritert krav kritikk reagerte forbanna
    frustrert utilfreds
ros roste takk skryt skrøt berømme berømte fornøyd hyggelig blid begeistret imponert anbefale
    anbefalte gave blomster glad godord
forsinket sen sent sein seint vente venting ventetid utsatt utsette frist
presis punktlig rettidig
feil gal galt uriktig forveksling forvekslet mistet bom tabbe glipp
mangle mangel savne vekk tom tomt utsolgt
skade skadd ødelagt ødela øydelagt knust sprekk sprakk brukket brakk havari havarerte ripe bulk
stans stanset stopp strøk streik svikt ustand hakket krasj
reparere reparasjon fikse mekke bytte skifte utskifting utbedre
fall falt skled gled snublet datt ramlet sklei glatt
kutt skar skåret stikk stakk klemt klem sår blø blødde blod finger hånd tommel håndskade
brann brant brent røyk svidd kullsort flamme glo branntilløp
brannvarsler røykvarsler røykdetektor brannalarm alarm slukkeapparat brannslukker slokkeapparat
støt strøm spenning spenningssatt sikring jordfeil kortslutning elektrisk kurs kursen
stillas stige rekkverk gardintrapp lift fallsikring høyden
nestenulykke uhell ulykke skadet farlig hendelse legevakt sykehus
sykdom syk sjuk sykmeldt fravær vikar permisjon ferie bemanning underbemannet alene
opplæring opplært kurs kurse lærling læring nyansatt instruks rutine fadder vikar
rutine prosedyre sjekkliste liste skjema instruks huskeliste
møte morgenmøte stand up tavlemøte samling allmøte personalmøte
beskjed melding informasjon informert info varsle varsel varsling kommunikasjon misforståelse
    misforstått misforsto
bestilling bestilt bestille ordre tinging tinga kjøp kjøpte innkjøp
levering leveranse levere utkjøring forsendelse sending frakt transport avlevert
pakke kolli kartong eske kasse forsendelse pall
pakking pakket emballasje innpakning bobleplast papir
lager lageret lagret hylle reol varelager plass
truck gaffeltruck jekketralle stabler
varetelling telling beholdning opptelling lagerstatus svinn differanse
retur returnert ombytting bytte refusjon refundert tilbakebetaling
faktura fakturaen fakturert regning kreditnota giro purring kreditt
pris prislapp takst tilbud anbud kostnad kalkyle
betale betalt betaling oppgjør utbetaling vipps kortterminal bankterminal kasse
lønn lønnsslipp lønnskjøring overtid timeliste
bilag kvittering dokumentasjon underlag vedlegg
frist innlevering rapportering oppgave melding altinn
årsregnskap regnskap årsoppgjør bokføring ført føring avstemming
fradrag konto kontering kode
avtale kontrakt avtalt lovet muntlig skriftlig signert
måle målt oppmåling centimeter størrelse bredde lengde dimensjon
tegning plan skisse revisjon
rør kobling pakning vannlås sluk avløp kran ventil slange
varme varmepumpe varmtvann bereder fyr radiator kaldt temperatur
kjøl kjøleskap kjølerom kjøledisk fryser fryseboks kjølevare temperatur grader
brød loff rundstykke bolle bakst bakevarer deig grovbrød
kake bløtkake marsipankake sjokoladekake
rengjøring vaske renhold reinhald skitt møkk rydde rydding støv hygiene
middel vaskemiddel såpe kalkfjerner rengjøringsmiddel syre kjemikalie klor
gulv parkett marmor flis skifer linoleum
nøkkel nøkler adgangskort adgang kode lås låst ulåst
alarm innbruddsalarm vekter utløst
dør porten grind gjerde utgang inngang
barn unge jente
forelder foreldre mor far mamma pappa bestefar bestemor tante onkel
medisin tablett dosett resept dose pille
pasient beboer klient
besøk tilsyn hjemmebesøk oppdrag
journal journalføring dokumentert notat
taushetsplikt personvern gdpr personopplysninger fødselsnummer innsyn
passord brukernavn tilgang innlogging pålogging logg
it pc data server nettverk ruter internett nett wifi system program programvare oppdatering
backup sikkerhetskopi kopi lagring slettet filer
svindel falsk phishing lure lurt svindelforsøk
nettside nettbutikk netthandel nettbestilling handlekurv
timebok avtale booking bestilt dobbeltbooket dobbeltbestilt dobbelt
bil varebil kassebil lastebil kjøretøy vogntog
dekk hjul hjulskift felg hjulbolt boltene momentnøkkel
parkering parkeringsbot bot gebyr forelegg
sjåfør kjørte kjøre tur rute
vei veien vegen stengt omkjøring snø is glatt brøyting strøing
regn regnvær presenning tildekket utildekket dekket våt
trelast kledning plank bord lekter materialer virke
skrue skruer bor drill sag kapp verktøy utstyr maskin
tørketid herding sparkel maling malt male
maskin trykkpresse falsemaskin robot kverna
slitasje slitt vedlikehold service smøring smurt slitne
papir ark trykk trykt opplag plate
korrektur skrivefeil stavefeil navn årstall tekst
blomster bukett rose planter vase potte
begravelse bryllup konfirmasjon krans bursdag jubileum
gjest bord reservasjon
mat suppe lunsj middag salat
avfall søppel boss container kildesortering sortering papp
asbest støy støv løsemiddel gass
tilsyn inspeksjon kontroll revisjon revisor internrevisjon mattilsynet arbeidstilsynet
    eltilsynet inspektør pålegg avvik anmerkning stikkprøve
måling test analyse kvalitet
sertifikat sertifisert godkjenning kompetanse kursbevis fagbrev
konkurrent anbud tapt vunnet
oppdragsgiver byggherre huseier borettslag
nabo beboer beboerne
lete leiting roter rotete uorden
fullført sluttført overlevering befaring
glass rute knust splint
heis trapp rampe
sol varmt hete
førstehjelp plaster hjertestarter epipen
renholder vaktmester drift
tann bro fylling tannteknikker lab
dyr ku kalv sau gris høne fjøs
grøde avling høy rundballe fôr slått tresking
"""
