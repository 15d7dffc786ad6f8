"""Words of blame and hindsight as patterns, each kind with a better question."""

from typing import NamedTuple

from laering.domain.marks import N_


class Group(NamedTuple):
    """Patterns of one kind, in bokmål and in nynorsk, and the question to offer where one fits.

    The group is silent in a sentence where ``unless`` stands. In a question only an ``asking`` one
    speaks, and a ``third`` one only where the text says what is to be done.
    """

    key: str
    question: str
    nb: str
    nn: str
    unless: str = ""
    asking: bool = False
    third: bool = False


# In a pattern <name> stands for the entry of that name here. A line that begins with | goes on with
# the one above.
WORDS: dict[str, str] = {
    # Somebody in a role, somebody by name, somebody at a place of work.
    "role": r"\x01\w+(?: (?:vår|på \w{1,25}|i \w{1,25}|fra \w{1,25}))?",
    "name": r"(?<!til )(?<!hos )(?<!av )(?<!fra )(?<!frå )(?<!for )(?<!hjå )\x02\w+",
    "one": r"[\x01\x02]\w+",
    "some": r"""
        (?:han|hun|ho|de|dei|gutta|jentene|folka|noen|nokon) (?:på|i|hos|hjå|fra|frå) \w{1,25}
        |(?:han|hun|ho|den) som \w{1,25}(?: \w{1,25})?
    """,
    "they": r"(?:han|hun|ho)",
    "not": r"(?:ikke|ikkje|ikje|ikkj|itte|itj|aldri)",
    "w": r"[\x01\x02]?\w{1,25}",
    "ought": r"(?:burde|burda|burd)",
    "should": r"(?:skulle|skulla|sku)",
    # What may stand between burde or skulle and the participle.
    "mid": r"""
        (?: (?:ha|a|han|hun|ho|de|dei|dere|de|dykk|du|vi|jeg|eg|man|ein|noen|nokon|ingen|det|den
        |dette|[\x01\x02]\w+|jo|nok|vel|også|òg|da|då|absolutt|heller|egentlig|eigentleg|aldri|bare
        |berre|ikke|ikkje|virkelig|verkeleg|selvfølgelig|selvsagt|sjølvsagt|helst|alltid|først
        |straks|heile|hele|tida|tiden|strengt|i det minste|for lengst|for lenge sidan
        |for lenge siden|med en gang|med ein gong|selv|sjølv|både|alle)){0,5}
    """,
    # Participles of what people are blamed for not having done.
    "done": r"""
        (?:dobbelt|etter)?(?:sjekket|sjekka|kontrollert|undersøkt|målt|målet|testet|testa|prøvd
        |ringt|ringet|ringd|spurt|spurd|sagt|meldt|varslet|varsla|informert|visst|vist hensyn
        |forstått|skjønt|skjøna|skjønna|innsett|sett|oppdaget|oppdaga|lest|lese|tenkt|stoppet|stoppa
        |stanset|stansa|stengt|låst|lukket|lukka|sikret|sikra|fulgt|følgd|fylgt|hørt|høyrt|passet
        |passa|skrevet|skrive|notert|merket|merka|gjort|tatt|teke|tatt tak|brukt|ventet|venta|husket
        |hugsa|bedt|bede|lyttet|lytta|reagert|ryddet|rydda|vasket|vaska|byttet|bytta|gitt|gjeve
        |planlagt|forberedt|førebudd|dokumentert|avklart|unngått|unngåtte|latt være|late vere
        |brydd seg|kommet på|funnet|funne|grepet|gripe|skiftet|skifta|vurdert|løst|løyst|rettet
        |retta|fanget opp|fanga opp|festet|festa|snakket|snakka)
    """,
    # Those of them that do not also tell of a plan that something came in the way of.
    "due": r"""
        (?:dobbelt|etter)?(?:sjekket|sjekka|kontrollert|undersøkt|målt|testet|testa|ringt|ringd
        |spurt|spurd|sagt|meldt|varslet|varsla|informert|visst|forstått|skjønt|skjøna|innsett
        |oppdaget|oppdaga|lest|lese|tenkt|stoppet|stoppa|stengt|låst|lukket|lukka|sikret|sikra|fulgt
        |følgd|hørt|høyrt|passet|passa|gjort|brukt|husket|hugsa|bedt|lyttet|lytta|reagert|unngått
        |latt være|late vere)
    """,
    "rule": r"""
        (?:rutin|prosedyr|regl|regel|instruks|oppskrift|plan|sjekklist|beskjed|manual|bruksanvisning
        |tegning|teikning|hms|sikkerhetsregl|tryggingsregl|avtal)\w{0,10}
    """,
    # A cause that is told makes an account out of a reproach.
    "bare": r"(?![^\n]{0,120} (?:fordi|siden|sidan|ettersom|av di|da det|for det|på grunn|pga))",
    "neglects": r"""
        (?:glemmer|gløymer|glømmer|roter|rotar|slurver|slurvar|surrer|surrar|somler|somlar|overser
        |dropper|droppar|bommer|bommar|skipper|skuslar|lar være|lèt vere)
    """,
    "ever": r"""
        (?:alltid|støtt|stadig|jevnlig|jamleg|bestandig|hele tiden|hele tida|heile tida|hver gang
        |kvar gong|stadig vekk|igjen og igjen|hver eneste gang|kvar einaste gong|titt og ofte)
    """,
    "omitted": r"""
        (?:har |hadde )?(?:(?:(?:har |hadde )(?:<w> ){0,2}(?:glemt|gløymt|glømt)|(?:<w> )?(?:glemte
        |gløymde|glømte))<bare>|(?:(?:har |hadde )(?:<w> ){0,2})?(?:rota|rotet|somla|somlet
        |surra|surret|tulla|tullet|kludra|kludret|tabba seg|tabbet seg|dumma seg|dummet seg)<bare>
        |(?:overså|oversåg|har oversett|hadde oversett|oversåg)<bare>|(?:gjorde|gjør
        |gjer) <not> (?:jobben|det (?:han|hun|ho|de|dei) skulle)|(?:har|hadde) <not> gjort (?:jobben
        |skikkelig|skikkeleg|det (?:han|hun|ho|de|dei) skulle)|(?:fulgte|følgde|fylgde|følger
        |følgjer) (?:<not>|dårlig|dårleg|for dårlig) med<bare>|(?:har|hadde) <not> (?:fulgt|følgd
        |fylgt) med<bare>|(?:hørte|høyrde|lyttet|lytta) <not> (?:etter|på)<bare>)
    """,
    # What only those in a role are spoken of in this way for: athletes drop a race, too.
    "omitted_at_work": r"""
        (?:(?:fulgte|følgde|fylgde|følger|følgjer) (?:<not>|dårlig|dårleg) (?:<w> )?(?:<rule>
        |opp)<bare>|(?:har|hadde) <not> (?:fulgt|følgd|fylgt) (?:<rule>|opp)<bare>|(?:brøt|braut
        |bryter|bryt|har brutt|hadde brutt|har brote) (?:<w> ){0,2}?<rule>|(?:unnlot|unnlet|unnlét
        |unnlater|unnlèt|let vere|lét vere|lot være|lot vere|lot vær) å<bare>|(?:leste|las|sjekket
        |sjekka|kontrollerte|spurte|ringte|ringde|meldte|varslet|varsla|låste|ryddet|rydda|vasket
        |vaska|sikret|sikra|målte|så seg) (?:<not>)<bare>|så <not> (?:etter|seg for)<bare>|(?:sa|ga
        |gav|tok|brydde seg) <not> (?:fra|frå|ifra|ifrå|beskjed|melding|ansvar|hensyn|omsyn)<bare>
        |(?:droppa|droppet|skippa|skippet|hoppa over|hoppet over|ignorerte|forsømte|neglisjerte
        |slunt?ra unna|slunt?ret unna|skulka|skulket|trosset|trossa|tok en snarvei
        |tok ein snarveg|tok snarveien|brukte ikke hodet)<bare>)
    """,
}

GROUPS: tuple[Group, ...] = (
    Group(
        "counterfactual",
        N_("What did you see and know when it happened?"),
        nb=r"""
        <ought><mid> <done>
        <ought><mid> (?:vært|blitt)(?: <w>)? (?:<done>|mer nøye|mer forsiktig|mer våken)
        <ought><mid> (?:hatt med|tatt med|aldri ha skjedd|aldri skjedd)
        <should><mid> <due>(?! (?:klar|klokk|kl))(?![^\n]{0,80}, men )
        <should><mid> (?:vært|blitt) <due>(?![^\n]{0,80}, men )
        (?:skulle|burde) aldri (?:ha )?(?:skjedd|hendt|vært|blitt)
        <done> (?:burde|skulle) (?:det|den|dette|de|han|hun|vi|noen)(?: ha)? (?:vært|blitt)
        kunne(?: (?:dette|det|vi|de|han|hun|ha|lett|enkelt|fint|godt|vært|blitt|helt|alt|klart|jo
        |nok)){0,5} unngått
        kunne(?: (?:dette|det|ha|lett|enkelt|fint|godt|helt|alt|klart|jo|nok)){0,5} (?:vært
        |blitt) (?:avverget|forhindret|hindret|stoppet)
        (?:hvis|om) bare(?: <w>){1,4} (?:hadde|ville|kunne)
        \Ahadde (?:han|hun|noen|de|dere|du|vi|jeg|<one>)(?: på \w{1,20}| i \w{1,20})? bare(?! hatt)
        \Ahadde (?:han|hun|noen|de|dere|du|<one>)(?: på \w{1,20}| i \w{1,20}
        | (?!ikke)\w{1,12}){0,1} (?:<done>|vært)[^\n]{0,80} (?:hadde|ville|kunne)
        (?:hvis|om|dersom) (?:han|hun|noen|de|dere|<one>)(?: på \w{1,20}
        | i \w{1,20})? (?:bare )?hadde(?: (?!ikke)<w>){0,1} (?:<done>|vært litt|vært mer|fulgt)
        (?:hadde|ville) (?:dette |det )?(?:aldri|ikke) (?:ha )?(?:skjedd|hendt) (?:hvis|om|dersom)
        (?:hadde|ville) (?:dette|det) aldri (?:ha )?(?:skjedd|hendt)(?! (?:før|tidligere|her|siden))
        """,
        nn=r"""
        <ought><mid> (?:vore|vorte|blitt)(?: <w>)? (?:<done>|meir nøye|meir forsiktig)
        <ought><mid> (?:hatt med|teke med)
        <should><mid> (?:vore|vorte|blitt) <due>(?![^\n]{0,80}, men )
        (?:skulle|burde) aldri (?:ha )?(?:skjedd|hendt|vore|vorte)
        <done> (?:burde|skulle) (?:det|den|dette|dei|han|ho|vi|nokon)(?: ha)? (?:vore|vorte)
        kunne(?: (?:dette|det|vi|dei|han|ho|ha|lett|enkelt|fint|vore|vorte|jo|nok)){0,5} unngått
        kunne(?: (?:dette|det|ha|lett|enkelt|fint|jo|nok)){0,5} (?:vore|vorte) (?:avverja|forhindra
        |hindra|stoppa)
        (?:viss|om|hvis) berre(?: <w>){1,4} (?:hadde|ville|kunne)
        \Ahadde (?:han|ho|nokon|dei|de|du|vi|eg|<one>)(?: på \w{1,20}| i \w{1,20})? berre(?! hatt)
        \Ahadde berre (?:han|ho|nokon|dei|de|du|<one>)
        \Ahadde (?:ho|nokon|dei|<one>)(?: på \w{1,20}| i \w{1,20}| (?!ikkje)\w{1,12}){0,1} (?:<done>
        |vore)[^\n]{0,80} (?:hadde|ville|kunne)
        (?:viss|dersom|om) (?:han|ho|nokon|dei
        |<one>)(?: på \w{1,20})? (?:berre )?hadde(?: (?!ikkje)<w>){0,1} <done>
        (?:hadde|ville) (?:dette |det )?(?:aldri|ikkje) (?:ha )?(?:skjedd|hendt) (?:viss|om|dersom)
        """,
    ),
    Group(
        "hindsight",
        N_("How did it look before you knew the outcome?"),
        nb=r"""
        (?:sier|sa|si|sagt)(?: jo| vel| da| nesten| egentlig| vel bare){0,2} seg (?:selv|sjøl|sjæl)
        måtte(?: jo| bare| nesten| vel| nødvendigvis| før eller siden| til slutt){0,3} (?:gå (?:galt
        |gæli|skeis|til helvete|ille)|bli feil)
        (?:bare|kun) (?:et )?(?:spørsmål om tid|tidsspørsmål)
        (?<!så )(?<!at )alle (?:vet|skjønner|forstår|visste)(?: jo| da| vel)? at
        (?:det|dette) (?:vet|skjønner|forstår) (?:jo |da |vel )?(?:alle|enhver|hvem som helst)
        (?:er|var|bare|er jo|vanlig|etter|litt|brukt|bruke|bruker)(?: <w>){0,1} sunn fornuft
        sunn fornuft (?:å|tilsier|burde|skulle)
        sunt bondevett|vanlig folkevett|vanlig folkeskikk
        (?:burde|skulle|måtte) (?:<w> ){0,2}være (?:<w> )?(?:opplagt|åpenbart|innlysende|selvsagt
        |en selvfølge|unødvendig å si)
        dømt til å (?:gå galt|mislykkes|feile)
        (?:hva|ka) var det (?:jeg|vi) sa
        """,
        nn=r"""
        (?:seier|sa|sagt)(?: jo| vel| då| nesten){0,2} seg (?:sjølv|sjøl)
        måtte(?: jo| berre| nesten| vel| før eller sidan| til slutt){0,3} (?:gå (?:gale|gali|skeis
        |ille)|bli feil)
        (?:berre|kun) (?:eit )?(?:spørsmål om tid|tidsspørsmål)
        (?<!så )(?<!at )alle (?:veit|skjønar|skjønnar|forstår|visste)(?: jo| då| vel)? at
        (?:det|dette) (?:veit|skjønar|forstår) (?:jo |då |vel )?(?:alle|einkvar|kven som helst)
        (?:er|var|berre|vanleg|litt|brukt|bruke|brukar)(?: <w>){0,1} sunn fornuft
        dømt til å (?:gå gale|mislukkast)
        """,
    ),
    Group(
        "guilt",
        N_("Which conditions made it possible?"),
        nb=r"""
        (?:skylden|skylda) (?:ligger|lå|hos|for (?:at|dette|det|feilen|skaden)|må|skal|bør|har
        |er (?:hans|hennes|deres|din|helt|bare|på)|faller|hviler)
        (?:har|hadde|tar|tok|tatt|ta|får|fikk|få|gir|ga|gi|legger|la|legge|skyver|skjøv
        |bærer)(?: <w>){0,2} (?:skylden|skylda)
        (?:var|er|har|hadde|være)(?: (?!ikke|ingen|uten)<w>){0,1} skyld i
        (?:er|var)(?: (?!ikke)<w>){0,2} (?<!for )(?:hans|hennes|deres|din|min|vår
        |[\x01\x02]?\w{2,25}s) (?:egen )?skyld
        (?:er|var|ble|blir)(?: jo| nok| bare| kun| helt| alene| egentlig| vel){0,2} (?!(?:hos
        |oss|plass|pluss|dagens|ukens|ukas|årets|månedens|dets) )(?:hans|hennes|deres|din|vår
        |[\x01\x02]?\w{2,25}s|<w> sin) (?:egen )?feil
        (?:er|var) ikke (?:vår|min) feil
        \A(?:hans|hennes|deres|\w{2,22}(?:ens|ets|enes)) (?:egen )?feil(?: at|[.!]|\Z)
        (?:hvem|hvems|kem) (?:sin )?(?:feil|skyld)
        hvem (?:er|var|har|hadde)(?: det)?(?: sin)?(?: som)?(?: har| hadde)? (?:skylda|skylden
        |skyld)
        syndebukk\w{0,4}
        (?:har|hadde|kan|får|fikk) (?:bare |jo )?(?:takke )?(?:seg|deg) (?:selv|sjøl)(?: å takke)
        |kan (?:bare |jo )?takke (?:seg|deg) (?:selv|sjøl)
        """,
        nn=r"""
        skulda (?:ligg|låg|hjå|hos|for (?:at|dette|det|feilen|skaden)|må|skal|bør|har|er (?:hans
        |hennar|deira|din|heilt|berre))
        (?:har|hadde|tek|tok|teke|ta|får|fekk|få|gir|gav|gje|gi|legg|la|legge
        |skuvar)(?: <w>){0,2} skulda
        (?:var|er|har|hadde|vere)(?: (?!ikkje|ingen|utan)<w>){0,1} skuld i
        (?:er|var)(?: (?!ikkje)<w>){0,2} (?<!for )(?:hans|hennar|deira|din|min|vår
        |[\x01\x02]?\w{2,25} si) (?:eiga )?skuld
        (?:er|var|vart|blir)(?: jo| nok| berre| heilt| åleine){0,2} (?:hans|hennar|deira
        |dykkar|din|vår|[\x01\x02]?\w{2,25}s|<w> sin) (?:eigen )?feil
        (?:kven|kem|kæm) (?:sin|si) (?:feil|skuld|skyld)
        kven (?:er|var)(?: det)? (?:sin|si) (?:feil|skuld)|kven har skulda
        (?:har|hadde|kan) (?:berre )?(?:takke )?(?:seg|deg) sjølv(?: å takke)|kan takke seg sjølv
        """,
        asking=True,
    ),
    Group(
        "character",
        N_("What made it hard to do it right?"),
        nb=r"""
        (?:rein|ren|reint|rent)?(?:slurv|slurvet|slurva|slurver|slurve|slurvete|slurvefeil
        |slurvefeilen|slurving|slurven|sjusk|sjusket|sjuska|sjuskete|sjusking|latskap|latskapen
        |sløvhet|sløvheten|dumskap|likegyldighet|unnasluntring|unnasluntreri|giddeløs|giddeløst
        |giddeløse)
        (?:uforsikti|uforsiktig|uansvarli|uansvarlig|skjødesløs|tankeløs|ansvarsløs|uvøren|hjernedød
        |amatørmessig|udugelig|inkompetent|arbeidssky|hodeløs)(?:t|e|het|heten)?
        idiot(?:en|ene|er|isk|iske)?|tullingen|tullinger|dusten|duster
        gadd(?: <w>){0,2} (?:ikke|aldri)|(?:ikke|ingen|aldri)(?: <w>){0,1} gadd
        |gidder(?: <w>){0,1} (?:ikke|aldri)|(?:ikke|ingen|aldri) gidder
        bry(?:dde|r) seg (?:ikke|ikke noe|lite|aldri|fint lite)|(?:ikke|ingen) bry(?:dde|r) seg
        (?:ga|gav|gir|gi) (?:fullstendig |helt |bare )?(?:blaffen|blanke|beng|faen|f)(?: i)?(?= )
        blås(?:te|er) i (?:hele|alt|om|at|hva|rutine\w*|regl\w*)
        (?:dumt|dårlig|svakt|slett|teit|frekt|uforsvarlig|klønete|uprofesjonelt
        |unødvendig) (?:gjort )?av (?:han|ham|hun|henne|dem|deg|dere|den som|de som|<one>)
        (?:sov|sovet|sovnet|sover) (?:i timen|på vakt|på jobb)
        (?:burde|hadde|skulle)(?: <w>){0,2} bruk(?:t|e) (?:litt )?(?:hodet|huet|hue)
        (?:<role>|<name>|<they>|<some>) (?:er|var|virker|virket|virka|ble)(?: <w>){0,3} (?:lat|late
        |doven|dovne|sløv|sløve|frekk|frekke|rotete|glemsk|glemsom|uoppmerksom\w{0,2}|uinteressert
        |umotivert|likegyldig|respektløs|hensynsløs|somlete|trassig|nonsjalant|upålitelig|uærlig
        |ubrukelig)
        (?:for|så) (?:lat|late|doven|dovne) (?:til|at|som)
        holdningsproblem\w{0,3}|dårlige holdninger|dårlig arbeidsmoral
        mangel på (?:omtanke|ansvarsfølelse|arbeidsmoral|gangsyn|folkeskikk|respekt for jobben)
        """,
        nn=r"""
        slurvar|slurving|sjuskar|sløvskap|likesæle|tankeløyse|aktløyse|vyrdløyse|latskapen
        (?:uforsiktig|uansvarleg|skjødeslaus|tankelaus|ansvarslaus|uvyrden|aktlaus|vyrdlaus|udugeleg
        |inkompetent|tåpeleg|giddelaus|hovudlaus)(?:t|e|skap|heit)?
        gadd(?: <w>){0,2} (?:ikkje|aldri)|(?:ikkje|ingen)(?: <w>){0,1} gadd
        |gidd(?: <w>){0,1} (?:ikkje|aldri)
        bry(?:dde|r) seg (?:ikkje|lite)|(?:ikkje|ingen) bry(?:dde|r) seg
        (?:gav|gir|gjev) (?:fullstendig |heilt |berre )?(?:blaffen|blanke|beng|faen)
        (?:dumt|dårleg|svakt|uforsvarleg|frekt|klønete) (?:gjort )?av (?:han|ho|henne|dei|deg|dykk
        |<one>)
        (?:sov|sove|sovna|søv) (?:i timen|på vakt|på jobb)
        (?:burde|hadde|skulle)(?: <w>){0,2} bruk(?:t|e) (?:litt )?hovudet
        (?:<role>|<name>|<they>|<some>) (?:er|var|verka|vart)(?: <w>){0,3} (?:lat|late|doven|sløv
        |frekk|rotete|gløymsk|uoppmerksam|uinteressert|umotivert|likesæl|upåliteleg)
        (?:dårlege haldningar|dårleg haldning|haldningsproblem\w{0,3})
        """,
        unless=r"""
        uten (?:slurv|sjusk)|ikke (?:slurv|latskap|uforsiktig)|utan slurv|ikkje (?:slurv|latskap)
        """,
    ),
    Group(
        "human-error",
        N_("What in the equipment, the time or the routine invited the mistake?"),
        nb=r"""
        (?<!ikke )(?<!ingen )menneske?lig?e? (?:feil|svikt|feilvurdering|glipp)(?:en|er|ene)?
        (?<!ikke )(?<!ingen )(?:bruker|operatør|betjenings)feil(?:en|ene)?
        feilen (?:satt|sitter|sitt) (?:bak|mellom) \w{1,20}
        """,
        nn=r"""
        (?<!ikkje )(?<!ingen )menneskeleg?e? (?:feil|svikt|feilvurdering|glipp)(?:en|ar|ane)?
        (?<!ikkje )(?<!ingen )brukarfeil(?:en|ane)?
        feilen (?:sat|sit) (?:bak|mellom) \w{1,20}
        """,
    ),
    Group(
        "omission",
        N_("What should have reminded everybody of it, whoever it was?"),
        nb=r"""
        (?:<role>|<name>|<some>) <omitted>
        (?:<role>|<some>) <omitted_at_work>
        """,
        nn="",  # the verbs above are of both
    ),
    # He or she may be a customer, where one is spoken of.
    Group(
        "omission",
        N_("What should have reminded everybody of it, whoever it was?"),
        nb=r"""
        <they> <omitted>
        """,
        nn="",  # the verbs above are of both
        unless=r"""
        (?:kunde|gjest|pasient|bruker|brukar|beboer|bebuar|barn|elev|jente|gutt|mor|far|datter|sønn
        |bestefar|bestemor|forelder|foreldre|passasjer|medlem)(?:n|en|et|a|ar|ane|ene|ne|er|r|ren
        |eren|aren|s)?|mannen|dama|damen|fruen?|nabo(?:en)?
        """,
    ),
    Group(
        "pattern",
        N_("What is alike in the times that it has happened?"),
        nb=r"""
        (?:<role>|<name>|<they>|<some>|som|du) <neglects>(?: <w>){0,2} <ever>
        (?:<role>|<name>|<they>|<some>|som) <ever> <neglects>
        (?:<role>|<name>|<they>|<some>) (?:kommer|kom|er|møter) <ever>(?: <w>){0,1} (?:for sent
        |for seint|forsinket)
        (?:<role>|<name>|<they>|<some>) (?:rydder|sjekker|svarer|leser|låser|hører|følger|husker
        |\x01?lærer|vasker|stempler|melder|lukker)(?: <w>){0,1} aldri
        (?<!en )(?<!et )(?<!ei )typisk (?:<one>|ham|henne|dem|han|hun|de (?:på|i|hos)|dere)
        typisk (?:av|for) (?:<one>|ham|henne|dem)
        (?:glemmer|roter|slurver|surrer|somler) som (?:vanlig|alltid)
        """,
        nn=r"""
        (?:<role>|<name>|ho|<some>) (?:kjem|kom|er|møter) <ever>(?: <w>){0,1} (?:for seint
        |forseinka)
        (?:<role>|<name>|<they>|<some>) (?:ryddar|sjekkar|svarar|les|låser|høyrer|følgjer|hugsar
        |\x01?lærer|vaskar|melder|lukkar)(?: <w>){0,1} aldri
        (?<!ein )(?<!eit )typisk (?:ho|dei (?:på|i|hjå)|dykk)
        """,
    ),
    Group(
        "moral-action",
        N_("What can we change so that nobody needs to remember it?"),
        nb=r"""
        skjerp(?:e|er|et)? (?:seg|oss|meg|deg|dere)|skjerpings|skjerpe (?:inn )?rutine\w{0,3}
        |innskjerpe(?:s|r)?
        ta(?:r)? (?:seg|oss|meg|deg|dere) (?:\w{1,12} )?sammen(?! om)
        (?:være|vær|bli)(?: litt| veldig| svært| alltid| bare){0,2} (?:forsiktige?|nøye
        |påpasselige?)
        (?:mer|ekstra|enda mer|litt mer) (?:forsiktige?|nøye|påpasselige?|oppmerksomme?|oppmerksom
        |obs|årvåkne|årvåken|våkne)
        (?:være|bli) (?:mer|litt mer|enda mer) (?:fokuserte?|bevisste?|grundige?|nøyaktige?
        |ansvarlige?|skjerpet|skjerpa|konsentrerte?|disiplinerte?)
        (?:lese|se|sjekke|følge|kontrollere|måle|planlegge|lytte|høre)(?: <w>){0,2} (?:nøyere
        |grundigere|bedre etter|bedre med)
        pass(?:e|er)? (?:bedre|ekstra godt|ekstra|godt) på|passe på (?:å|at)
        (?:må|skal|bør|får)(?: <w>){0,1} (?:huske|hugse)(?: <w>){0,1}? (?:å|at|dette|det)
        \A(?:husk|huske)(?: på)? (?:å|at|alltid)
        (?<!å )(?<!vi )(?:ikke|aldri) (?:glemme|glem)
        følg(?:e)? (?:bedre|mer|godt) med
        tenk(?:e|er)? (?:seg|oss|meg|deg|dere)(?: bedre| godt| litt| nøye){0,1} om
        bruk(?:e|er)? (?:hodet|huet|sunn fornuft)
        bli (?:\w{1,10} )?(?:flinkere|bedre (?:til|på) å)
        ta (?:mer|større|bedre) ansvar|gjøre en bedre jobb|oppføre seg
        (?:mer|økt|større|bedre|ha) (?:fokus|oppmerksomhet|bevissthet|disiplin|bevisstgjøring)
        """,
        nn=r"""
        skjerp(?:e|er|a)? (?:seg|oss|meg|deg|dykk)
        ta (?:seg|oss|meg|deg|dykk) (?:\w{1,12} )?saman(?! om)
        (?:vere|ver|bli)(?: litt| veldig| svært){0,2} (?:forsiktige?|varsame?|varsam|nøye
        |påpasselege?)
        (?:meir|ekstra|endå meir|litt meir) (?:forsiktige?|varsame?|varsam|nøye|påpasselege?
        |påpasseleg|merksame?|merksam|oppmerksam\w{0,2}|obs|vakne)
        (?:vere|bli) (?:meir|litt meir) (?:fokuserte?|bevisste?|medvitne?|grundige?)
        (?:lese|sjå|sjekke|følgje|kontrollere|måle|lytte|høyre)(?: <w>){0,2} (?:nøyare|grundigare
        |betre etter|betre med)
        pass(?:e|ar)? (?:betre|ekstra godt|godt) på
        (?:må|skal|bør|får|lyt)(?: <w>){0,1} hugs[ea](?: <w>){0,1}? (?:å|at|dette|det)
        \Ahugs[ea]?(?: på)? (?:å|at|alltid)
        (?<!å )(?<!vi )(?:ikkje|aldri) (?:gløyme|gløym)
        (?:følgje|følgj|fylgje) (?:betre|meir|godt) med
        tenk(?:je|jer|e)? (?:seg|oss|meg|deg|dykk)(?: betre| godt| litt){0,1} om
        bruke hovudet
        bli (?:\w{1,10} )?(?:flinkare|betre (?:til|på) å)
        ta (?:meir|større|betre) ansvar
        (?:meir|auka|større|betre) (?:fokus|merksemd|medvit|disiplin)
        """,
        unless=r"""
        (?:lapp|skilt|plakat|påminn|påminning|varsel|varsl|alarm|kalender)\w{0,12}
        """,
        third=True,
    ),
    Group(
        "punishment",
        N_("What has to work so that this does not happen again?"),
        nb=r"""
        (?:skriftlige?|muntlige?|formell)(?: og \w{1,12})? (?:advarsel|advarsler|advarselen
        |reprimande)
        irettesatt|irettesette(?:s|r|lse|lsen)?|reprimande|skjelt ut|skjennepreken
        (?:fikk|får|få|ga|gi)(?: <w>){0,2} kjeft(?! (?:av|fra) (?!\x01))
        tr(?:ekk|ekke|ekkes|ekker|ukket|ekt)(?: <w>){0,2} i (?:lønn|lønna|lønnen)
        (?:bør|burde|må|skal) (?:få sparken|sies opp|straffes|få en skrape)
        få konsekvenser for (?:<one>|ham|henne|den som|de som)
        """,
        nn=r"""
        (?:skriftlege?|munnlege?) (?:åtvaring|åtvaringa|åtvaringar|advarsel)
        irettesett(?:ing|e)?|refsa|skjelt ut
        (?:fekk|får|få|gav|gje)(?: <w>){0,2} kjeft(?! (?:av|frå) (?!\x01))
        tr(?:ekk|ekkje|ekkje|ekt)(?: <w>){0,2} i (?:løn|løna)
        (?:bør|burde|må|skal) (?:få sparken|seiast opp|straffast)
        """,
    ),
    Group(
        "drama",
        N_("What are the facts: time, number, money?"),
        nb=r"""
        latterlige?(?! (?:billig|lett|enkelt))
        (?:utrolig|ufattelig|uforståelig|ubegripelig|hårreisende) at (?:ingen(?! (?:ble|kom til) )
        |det går an|(?:noen|folk|man) (?:kan|kunne|klarer|klarte))
        (?:hvordan|åssen|hvorledes|hvordan i all verden) kunne (?:noen
        |man)(?!(?: <w>){0,2} (?:oppdaget|oppdage|sett|se|visst|vite|hindret|hindre|unngått|hjulpet
        |melde|meldt|komme))
        (?:hvordan|åssen) kunne (?:han|hun|de|dere|<one>) (?:<w> )?(?:la|tro|glemme|overse|være så
        |finne på)
        (?:hvordan|åssen) (?:kan|klarte|klarer|greide|greier) (?:noen|man|han|hun|de|dere
        |<one>)(?: å)? (?:være så|glemme|overse|tro at|finne på|rote|bomme)
        (?:er det mulig|går det an) å (?:være|bli) så
        (?:helt|fullstendig|totalt|aldeles) (?:hinsides|uhørt|håpløst|idiotisk)
        <w>!!
        """,
        nn=r"""
        latterlege?(?! (?:billeg|lett|enkelt))
        (?:utruleg|utroleg|ufatteleg|uforståeleg) at (?:ingen(?! (?:blei|vart|kom til) )
        |det går an|(?:nokon|folk|ein) (?:kan|kunne|klarer|klarte))
        (?:korleis|kordan|kossen|koss) (?:i all verda )?kunne (?:nokon
        |ein)(?!(?: <w>){0,2} (?:oppdaga|oppdage|sett|sjå|visst|vite|hindra|hindre|unngått|hjelpt
        |melde|kome))
        (?:korleis|kordan|kossen|koss) kunne (?:han|ho|dei|<one>) (?:<w> )?(?:la|tru|gløyme|oversjå
        |vere så|finne på)
        korleis (?:kan|klarte|klarer|greidde) (?:nokon|ein|han|ho|dei|<one>)(?: å)? (?:vere så
        |gløyme|oversjå|tru at|finne på)
        (?:er det mogleg|går det an) å (?:vere|bli) så
        (?:heilt|fullstendig|totalt) (?:hinsides|uhøyrt|håplaust|idiotisk)
        """,
        unless=r"""
        (?:takk|bra|super|flott|flotte|ros|gratul|hurra|heia|kjempe|fantastisk|strålende|strålande
        |herlig|herleg|fornøyd|nøgd|nydelig|nydeleg|topp|perfekt|velkommen|imponer|gøy|morsom|bravo
        |godt jobb|vant|klarte|ferdig|jippi|endelig|endeleg|bestått|godkjent|rekord|seier|best|beste
        |gled|glad|god|godt|løste|løyste|virker|suksess)\w{0,12}
        """,
        asking=True,
    ),
)
