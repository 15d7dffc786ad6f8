"""Norwegian words and sentences that the journals are made of."""

CUSTOMERS = (
    "Hansen Bygg",
    "Fjordheim Rør",
    "Nordås Elektro",
    "Bjørnsen & Sønner",
    "Østlandet Takservice",
    "Kystvask AS",
    "Ålgård Trelast",
    "Sæther Maskin",
    "Gjøvik kommune",
    "Bakeriet på hjørnet",
    "Lofoten Rorbuer",
    "Tøyen skole",
)
THINGS = (
    "leveransen",
    "bestillingen",
    "fakturaen",
    "tegningen",
    "befaringen",
    "vaktlisten",
    "målebrevet",
    "ordrebekreftelsen",
    "sikkerhetsrunden",
    "opplæringen",
    "reservedelen",
    "kontrakten",
)
FAULTS = (
    "Feil adresse på",
    "Forsinket beskjed om",
    "To versjoner av",
    "Manglende underskrift på",
    "God hjelp med",
    "Misforståelse rundt",
    "Uklart ansvar for",
    "Rask avklaring av",
    "Ros for",
    "Nesten skade under",
    "Skjult kostnad i",
    "Kjøreplan som traff for",
)
PEOPLE = ("Kari", "Ola", "Åse", "Bjørn", "Nguyen", "Sølvi", "Øyvind", "Ingrid", "Amina", "Pål")
AUTHORS = ("Kari Nordmann", "Ola Sæther", "Åse Bråthen", "Bjørn Øverland", "Amina Yusuf")
PLACES = (
    "på lageret",
    "i verkstedet",
    "hos kunden",
    "på byggeplassen",
    "i skranken",
    "ute på kaia",
    "i bilen",
    "på kontoret",
)
TIMES = (
    "tidlig om morgenen",
    "rett før lunsj",
    "på slutten av skiftet",
    "dagen etter",
    "i uke 34",
    "klokka halv tre",
    "før helga",
    "to dager for sent",
)
CAUSES = (
    "skjemaet hadde ikke plass til den nye adressen",
    "to av oss trodde at den andre hadde ringt",
    "merkelappen løsnet da det regnet",
    "rutinen var skrevet for det gamle utstyret",
    "beskjeden lå i en innboks som ingen leste",
    "tegningen på veggen var fra i fjor",
    "vi hadde øvd på nettopp dette i mars",
    "målene var oppgitt i tommer, ikke i millimeter",
    "vikaren ikke hadde fått nøkkel til skapet",
    "systemet viste grønt selv om lageret var tomt",
)
TAGS = (
    "levering",
    "pakking",
    "hms",
    "opplæring",
    "økonomi",
    "måling",
    "kundeservice",
    "verktøy",
    "bemanning",
    "språk",
    "rutine",
    "innkjøp",
    "kvalitet-i-bygg",
    "skjema",
)
SENTENCES = (
    "{person} oppdaget {time} at {thing} til {customer} ikke stemte, fordi {cause}.",
    "Det ble ringt til {customer}, som tok det fint og ba om en ny avtale {time}.",
    "Ingen {place} visste hvem som hadde ansvaret, og det viste seg at {cause}.",
    "Vi brukte omtrent {number} minutter på å rette opp {thing} {place}.",
    "Da {person} så nærmere på {thing}, ble det klart at {cause}.",
    "{person} og {other} gikk gjennom saken sammen {place} {time}.",
    "Samme ting skjedde nesten for {number} uker siden, men da fanget {person} det opp.",
    "Det som hjalp, var at {other} skrev ned hvert steg mens arbeidet pågikk.",
    "Kunden sa: «Dere svarer alltid, og det setter vi pris på.»",
    "Når {cause}, er det lett å gjøre feil uansett hvor nøye en er.",
    "En sjekkliste {place} ville ha stoppet dette før {thing} gikk ut.",
    "Vi ser at {thing} blir riktig når {person} får spørsmålet {time} og ikke etterpå.",
    "Regningen kom på {number} 500 kroner, og {customer} slapp å betale noe ekstra.",
    "Neste gang leser vi opp adresse, dato og mål høyt for {customer} før vi bekrefter.",
    "{other} foreslo å prøve dette i to uker og så høre hvordan det går {place}.",
    "Vi trenger færre steder å se etter {thing}, ikke flere påminnelser.",
    "Både {person} og {other} mente at opplæringen bør skje {place}, ikke foran en skjerm.",
    "Årsaken var enkel: {cause}.",
    "Etterpå ryddet vi {place} og hengte opp en ny plan for {thing}.",
    "Det gikk bra denne gangen, men bare fordi {person} tilfeldigvis var {place}.",
)
RARE = "kompressoren"
RARE_SENTENCE = f"Det luktet svidd av {RARE} da vi låste."
# In about a tenth of all entries.
USUAL = "bemanning"
ACTIONS = (
    "Ny rubrikk i ordreskjemaet",
    "Henge opp oppdatert tegning",
    "Ringe kunden og høre om det ble bra",
    "Kjøpe værbestandige merkelapper",
    "Øve på overlevering ved skiftbytte",
    "Rette adressen i kunderegisteret",
    "Lage sjekkliste for måltaking",
    "Gi vikarene nøkkel første dag",
)
EFFECTS = (
    "Ingen feilsendinger siden",
    "Kunden merket forskjellen",
    "Færre spørsmål i skranken",
    "Brukes hver dag nå",
)
