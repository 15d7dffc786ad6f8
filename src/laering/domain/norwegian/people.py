"""What people are called at work, and by name."""

# Roles at work. Compounds with them count too: what is looked at is the end of the word.
ROLES = """
    sjåfør fører kjører lærling vikar ekstrahjelp montør elektriker rørlegger snekker tømrer
    maler murer blikkenslager taktekker glassmester maskinist kranfører operatør mekaniker
    reparatør tekniker ingeniør arkitekt byggeleder prosjektleder leder sjef formann bas kokk
    baker konditor servitør bartender kelner oppvaskhjelp kjøkkensjef slakter frisør hudpleier
    renholder vaktmester vekter lagerarbeider plukker selger kundebehandler resepsjonist
    medarbeider kollega ansatt tilsett assistent sekretær regnskapsfører revisor konsulent
    utvikler programmerer designer fotograf lærer pedagog sykepleier sjukepleiar
    helsefagarbeider pleier tannlege lege fysioterapeut gartner skogsarbeider fisker bonde
    røkter budbringer postbud trucksjåfør innkjøper kontrollør inspektør underleverandør
    leverandør transportør speditør flyttemann praktikant sommervikar nybegynner vaktleder
    skiftleder arbeider
"""

# Definite forms that no rule gives, and whole departments that are spoken of as persons.
MORE_ROLES = """
    vakta vakten nattevakta nattevakten kveldsvakta folkene betjeninga betjeningen ekstrahjelpa
    nattskiftet kveldsskiftet dagskiftet lageret kontoret kjøkkenet verkstedet verkstaden
    ledelsen leiinga administrasjonen butikksjefen ungdommene personalet lærlingene ansatte
    tilsette røyrleggjar røyrleggjaren snikkar snikkaren målar målaren regnskapsførar kollegaen
    kollegaene leiaren leiar leiarane sekretæren nykommeren nyansatte nytilsette bøndene bonden
"""

NAMES = """
    abdi ahmed alexander alf ali amina anders andreas anette anita ane anja anne annika are
    arild arne arvid asbjørn astrid atle aud aslak bente berit birgit birger bjarne bjørn bodil
    camilla cato cecilie christian christine dagfinn daniel dariusz edvard egil einar eirik elin
    elisabeth ellen else emil emilie emma endre erik erling ernst espen eva even fatima finn
    frank fredrik frida frode gard geir gerd grete gro gudrun gunn gunnar gunvor guro halvor
    hanne harald hassan hedda hege heidi helene helga helge henriette henrik hilde håkon håvard
    ida inga inge inger ingrid ingvild irene isak ivar jakob jan jane janne jens jeanette joakim
    johan johannes john jon jonas jorunn julia julie jørgen jørn kai kaja karen kari karin
    karoline kasper katrine ketil kine kirsten kjell kjersti kjetil klaus knut kristian kristin
    kristine kristoffer kåre lars lasse leif lena lene lill linda line linn lise liv lisbeth
    lucas magnar magne magnus mai malin marcus maren margrete mari maria marianne marie marit
    marius markus marte martin mathias mats merete mette mohammed mona monica morten nicolai
    nils nina nora odd oddvar ola olav ole olga oliver oskar ove peder per petter pia piotr pål
    ragnar ragnhild rakel ramona randi reidar reidun renate roar robert roger rolf ronny rune
    ruth sander sara sebastian signe sigrid sigurd silje simen sindre siri sissel siv sofie sol
    solveig solfrid stein steinar stian stig stine stål sunniva susanne svein sven sverre
    synnøve søren tara terje thomas thor tina tobias tom tomas tommy tone tor tora tord tore
    torill torgeir trine trond trude truls turid tuva ulf unni vegard vera vibeke victoria vidar
    vigdis viktor wenche william yngve yusuf øivind øystein øyvind åge åse åsmund åshild
"""

ENDINGS = ("", "en", "a", "er", "ene", "ne", "e", "ar", "ane")
