"""How common words are where people write down what happened at work, whatever the trade.

A number, and the stems that stand in the texts of so many of ``TRADES`` trades: those of
``benchmarks/repeats`` that this was counted on are named in ``benchmarks/RESULTS.md``. What is not
here stands in fewer than three of them.
"""

from functools import cache

from laering.domain.norwegian.stems import akin, grams

TRADES = 46
"""How many trades the stems were counted in."""

_STEMS = """
45: to
43: dag
42: fikk
41: tre
40: sto
37: hel
36: feil gikk
35: går
34: fir gang
33: kund tim
31: send
28: ned ringt satt tok
27: først lag nye
26: kveld
25: fant igj lå ti
24: bil mangl minutt natt rund sett
23: bort enn skrev
22: bild bytt fem klokk midt
21: brukt fast folk ga nest slo
20: dør forslag klag komm sjekk ta
19: bruk halv vist åpn
18: foreslo hold jobb la legg lit stopp vask år
17: bak hent mandag morg måned telefon vent
16: helg heng kommun lang merk plass pris prøv skriv takk tatt
15: fekk fredag gaml kort lørdag nabo ring
14: aldri falt gulv gå kast kontor lager navn nytt oppdag spurt sted stor uke uker én
13: avtal begg flytt formiddag fram full hvert hyll kass kontroll nett ni papir seks står svart
    system tjue tredj varm vis
12: alltid bestilt dam fru gutt idé kjørt mann meld ros spør
11: ellev finn forr fullt gjennom glemt grad hjelp hjem kjøp kjør kl lapp led leng les lever
    ligg lunsj lærling mist møtt prosent regn skap skilt start stol stå tar tolv tom torsdag ute
    vann
10: dobbelt etasj ferd gått hang kjøpt kost lagt mar melding mor mål post rydd sagt selg sju små
    stengt søndag tak trapp uka vakt vindu virk visst ått
9: alarm app att besøk betal del eldr etterpå famili fjor gir halvpart helt hus klemt knust
    leverandør lys målt onsdag pos rest se sent ser solgt still test utenfor varsl vegg vikar
8: altfor bad barn batteri begynt benk beskjed bestilling betalt bøtt egen etikett ettermiddag
    farg foreslår fylt gammel godt grunn heil hånd hør janu kø legevakt list lukt lås mai mobil
    pakning pass peng rad regning retur rost skol slått sperr stod styr tett tirsdag tur varsel
    vond
7: ansatt ba bestill burd dato dekk ene gjekk god heldigvis hjemm hjørn innom jon kod kompressor
    krev kron kutt kvart lett løst oppdater pakk pall plakat resepsjon rør server servic sier
    signer sms spar sprakk stykk stått svar tilsyn toalett trekk tror tømm øverst
6: adress alen august bedr begynn bok bord borettslag bygd bygg disk dusj dår eier elev fell
    fint foran fortsatt gjest gjort godkjent gong haug havn hotell hvit høyt ingenting jent kak
    klipp kurs last leg logg lokk lukk låg lær maskin ordr parkering pensjonist person plat
    prøvd påsk rydding rygg rød sand sjåfør skift skrift slitt snøen spist stemt tall tank tas
    tomt treng trodd verd
5: aller anbud april automat avdeling avtalt bank berg best besto bit blomst bror butikk dro
    ekstr endring esk faktur faktura fall fann felt fest film fjort forhånd ført førti garderob
    gi gitt gråt gul ham hansk hend hopp hund hundr høst inngang inspektør is jul kafe kaff kald
    kapp kar kartong kjeller kjøkken kjøleskap kran køen lekk levering lån løft løsn mapp met
    morgen mottak munn mørk nekt nettbrett noter nøkkel nøkl ord parti pasient per perm plukk
    port reager regnskap ringd rom rødt sak saml sekund sint skad snakk stein strømm ståend
    størr såg tegning temperatur ting topp trakk trukk trykk turist tus tørk ung ungdomm utstyr
    varebil varmt vek velt verksted
4: ansv arbeid bakdør be bekreft bibliotek bland blodprøv blå boks bra bråk byggherr bær datt
    datter dobbel dratt dukk død falsk far fat finger fisk fjerd flis fornøyd forsvant fot
    fremdel funn gat gebyr gjennomgang gjerd gjern gratis grav grossist halvtim heis hengt hull
    hygg hytt høy høyr imot jakk juni kampanj kiosk kjøleromm klar klut kontakt konto kontrollør
    kr krasj kuld kur lar laurdag leil lekkasj logo lot lur lurt låst lønn mail mal marit
    mattilsyn melk ment monter motor musikk møteromm numm olj opn oppgang overslag ovn paus
    pauseromm pc plan plast politi prat påminn redd registrer rekning ren renn rev revisjon
    revisor rull rut samtid sekk set sikring sjekklist skann skjerm skjønt skled skrudd slapp
    slett sliping slipp sluk slå sprukk stakk stans storgat strand sur sving syk sykmeld syn
    synt såp sønn tann tapt tavl tell terminal tilbud tillegg tomm tommel trykt uanmeld unn
    utslett van vatn vei vik vit vogn våt vått åpen åpning årl
3: aas advent advokatkontor akkurat ali anbefalt anlegg ansvar arn asbest assistent automatisk
    avis avløp backup bakk beit bensin betalingsterminal blokk blått bod bor brakk brant brett
    brudd bruker brød bulk byrå ca cm container delt detektor diskusjon drar dyr døgn egn eig
    emil endr endringsmelding enig etterlyst eu fil fin fingr foreldr forsikring forsink forstu
    fortalt fri frist følg gal garasj gardintrapp gjeng glass glasskår gled grønn hakk handl
    hard hasselnøtt heilt hell het hod hoft hov hørt ida ingrid innbrudd innlevering
    internkontroll journal juli kabel kaffemaskin kanyl kari kilo kjed kjøledisk kjøpesenter
    klart klatrestativ klokkeslett kniv kobl konkurrent krevd kvartal kvittering lagr lamp langt
    legitimasjon lei leit lest let leverans lia likevel likt lis loft lommebok lov luft luk lund
    lært løp maling malt mart maskinromm mat matt merking minus modell moe montør mva måk månad
    møt navnelapp negl nils nivå nor null nyttår nål nærmer nøtt oktob omvisning oppdrag oppgjør
    opplæring oppskrift osk overgang pakkebord par parkeringsbot parkeringsplass parkvei pett
    plank planlegging plant presenning prikk prosjekt purr pålegg pårør rakk rant rask rekk
    rekkverk resultat rip romm rådhus røyklukt saks salat salg sentralt septemb silj sjokolad
    skar ski skjema skreiv skrekk skriver skryt slang snudd sofi sol son speil spesielt sprang
    sprøyt spørr spørsmål stad steng sterk stikkskad sting stjern stort strip stropp strøk strøm
    strømbrudd student stygg styreled støv støvl støy svein teip termostat ton traff tretti trol
    trudd tung tørr uansett utgått utlei utsolgt uvær varmtvann veien vekk verktøy verneombud
    vernerund vet vind vint vinter vipp volvo ytterdør ønsk øyet
"""


@cache
def in_trades(root: str) -> float:
    """The share of trades in whose texts a stem stands; 0 for one that is not common."""
    return _shares().get(root, 0.0)


def gram_in_trades(gram: str) -> float:
    """The share of trades in whose texts a common stem with this gram stands."""
    return _grams().get(gram, 0.0)


@cache
def group_in_trades(number: int) -> float:
    """The share of trades in whose texts a common word of a group stands."""
    missed = 1.0
    for root in akin(number):
        missed *= 1 - in_trades(root)
    return 1 - missed


@cache
def _shares() -> dict[str, float]:
    found: dict[str, float] = {}
    count = 0
    for word in _STEMS.split():
        if word.endswith(":"):
            count = int(word[:-1])
        else:
            found[word] = count / TRADES
    return found


@cache
def _grams() -> dict[str, float]:
    """The share in which at least one of the stems with a gram stands, if they stand by chance."""
    found: dict[str, float] = {}
    for root, share in _shares().items():
        for gram in grams(root):
            found[gram] = 1 - (1 - found.get(gram, 0.0)) * (1 - share)
    return found
