"""One form for words that nynorsk and bokmål write differently, and for some that people vary.

It is only for comparing: ``kjøpar`` and ``kjøper`` are the same word, ``gløymt`` and ``glemt`` too.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from laering.domain.norwegian.apart import apart
from laering.domain.norwegian.stems import stem

# A word, and how the other form of Norwegian writes it; endings come by the stems.
_PAIRS = """
    attende tilbake  auge øye  augo øyne  auka økt  avgjerd avgjørelse  avløysar avløser
    badstove badstue  berar bærer  bilete bilde  bod bud  brot brudd  brotna brakk
    burt borte  byrja begynte  byt bytte  bøn bønn
    dotter datter  dottera datteren  draum drøm  døy dø  døydde døde
    einaste eneste  einsleg enslig  eld ild  etterspurnad etterspørsel
    fjøra fjæra  fleir fler  fløyte fløte  forseinka forsinket  forseinking forsinkelse
    framlegg forslag  framsyning forestilling  fylgje følge  fyrst først  følgje følge
    føremiddag formiddag  førespurnad forespørsel
    gjekk gikk  gjøym gjem  gløymde glemte  gløyme glemme  gløymt glemt  graut grøt
    grein gren  gøyme gjemme  gøymt gjemt
    hand hånd  handkle håndkle  hausten høsten  heim hjem  heimesida hjemmesiden
    hending hendelse  hol hull  hovud hode  hovudveg hovedvei  høgd høyde  høyrde hørte
    høyre høre  høyrsel hørsel  høyrt hørt
    inngjerd innhegning
    kjelde kilde  kjem kommer  kjende kjente  klede klær  kome kommet  korleis hvordan
    kveikt tent  køyrde kjørte  køyre kjøre  køyretøy kjøretøy  køyring kjøring  køyrt kjørt
    leigde leide  leige leie  leigetakar leietaker  leik lek  leikeplass lekeplass  ljos lys
    lyfte løfte  lykel nøkkel  lækjar lege  løn lønn  løyse løse  løysing løsning
    løyste løste  løyve tillatelse
    merksemd oppmerksomhet  merkt merket  mjøl mel  mjølk melk  mogleg mulig
    moglegheit mulighet  månad måned
    namn navn  nykel nøkkel  nytta brukt
    opna åpnet  opning åpning  opningstid åpningstid  oppgjer oppgjør  oppgjeret oppgjøret
    ordskifte diskusjon  oske aske
    postbod postbud
    raud rød  rauk røk  reinhald renhold  reinhaldaren renholderen  rekneskap regnskap
    rekning regning  rettleiing veiledning  ringde ringte  røyr rør  røyrleggjar rørlegger
    røyrleggjaren rørleggeren
    samd enig  seinka forsinket  sel selger  seld solgt  seljar selger  seljaren selgeren
    sjuk syk  sjukdom sykdom  sjukeheim sykehjem  sjukehus sykehus  sjukepleiar sykepleier
    sjukmelding sykmelding  sjå se  skodde tåke  skreiv skrev  skula skolen  slokna slukket
    slokt slukket  sløkkje slukke  sløkt slukket  snikkar snekker  snikkaren snekkeren
    sokk sank  stad sted  stengd stengt  stogga stanset  storleik størrelse  straum strøm
    straumbrot strømbrudd  sundag søndag  symje svømme  symjehall svømmehall  såg så
    tak tar  tala snakket  teikna tegnet  teikning tegning  tek tar  tilbod tilbud
    tilsett ansatt  tinga bestilte  tinging bestilling  tolmodig tålmodig  tru tro
    trudde trodde  turka tørket
    ulukke ulykke  upp opp  utleige utleie
    vart ble  vasspumpe vannpumpe  vatn vann  vegen veien  veke uke  vener venner
    verkty verktøy  verta bli  vike uke  vindauge vindu  vêr vær  vêrmelding værmelding
    yver over
    åtvare advare  åtvaring advarsel
    øydela ødela  øydelagd ødelagt  øydelagt ødelagt  øydelegge ødelegge  øyre øre
"""

# Endings of stems, and what stands for all of them; only where so much of the word is left.
_ENDINGS = (("leg", "lig"), ("heit", "het"), ("ar", ""), ("er", ""))
_LEFT = 4


@cache
def common_form(root: str) -> str:
    """What a stem is compared by: the same for both forms of a word."""
    root = next(_beside(root, _by_word()), root)
    for ending, instead in _ENDINGS:
        if root.endswith(ending) and len(root) - len(ending) >= _LEFT:
            changed = root[: len(root) - len(ending)] + instead
            return root if apart(root, changed) else changed
    return root


@cache
def both_forms(root: str) -> tuple[str, ...]:
    """A stem first, and then those that the other form of Norwegian has for the same word."""
    form = next(_beside(root, _by_word()), root)
    return tuple(dict.fromkeys((root, form, *_beside(form, _by_other()))))


def _beside(root: str, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The stems of what stands beside the words that have this stem, in sorted pairs.

    A stem begins its word: few words need to be brought to their stems, and not all of them.
    """
    for at in range(bisect_left(pairs, (root,)), len(pairs)):
        word, other = pairs[at]
        if not word.startswith(root):
            return
        if stem(word) == root and stem(other) != root:
            yield stem(other)


@cache
def _by_word() -> Sequence[tuple[str, str]]:
    words = _PAIRS.split()
    return sorted(zip(words[::2], words[1::2], strict=True))


@cache
def _by_other() -> Sequence[tuple[str, str]]:
    return sorted((other, word) for word, other in _by_word())
