from __future__ import annotations

import pytest

from guidance.grounds import ground_in
from guidance.roles import declared_role, implied_role, named_role, role_after


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("jeg jobber i NAV Bærum", "ansatt"),
        ("eg jobbar på nav", "ansatt"),
        ("jeg er saksbehandler", "ansatt"),
        ("jeg leier ut en hybel", "utleier"),
        ("eg leiger ut", "utleier"),
        ("jeg er leietaker", "leieboer"),
        ("hva er et varsel", None),
        ("", None),
    ],
)
def test_what_people_say_of_themselves_gives_the_role(knowledge, text, role):
    assert declared_role(knowledge, text) == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("æ jobbe på nav, har en bruker som e redd for å bli hivd ut", "ansatt"),
        ("Saksbehandlar i Volda kommune her, korleis varslar vi barnevernet", "ansatt"),
        ("saksbehanlder nav her", "ansatt"),
        ("bruker m/ barn, utk fredag, hjemmel?", "ansatt"),
        ("søker vår har fått avslag på kommunal bolig, hva nå", "ansatt"),
        ("Hei, jeg sitter på boligkontoret i kommunen og lurer på noe", "ansatt"),
        ("ruskonsulent. bruker mister leilighet fredag", "ansatt"),
        ("Har en familie på kontoret som har fått varsel om utkastelse", "ansatt"),
        ("Hvordan dokumenterer vi at barnets beste er vurdert?", "ansatt"),
        ("ny i jobben på nav, hva gjør jeg når det kommer melding om utkastelse", "ansatt"),
        ("jeg sitter hos nav nå, hva skal jeg si", None),
        ("vi sitter på navkontoret og får ikke snakke med noen", None),
        ("kurator på sykehuset sa jeg skulle spørre her", None),
        ("Vi har en beboer som ikke betaler husleie i kommunal bolig", "ansatt"),
        ("leietaker i vår bolig har ruset seg og bråker", "ansatt"),
        ("Skal fatte vedtak om midlertidig bolig, hva må stå i vedtaket?", "ansatt"),
        ("i teamet vårt følger vi opp folk med rusproblem", "ansatt"),
        ("hos oss på kontoret har vi ingen rutine for varsel fra namsmannen", "ansatt"),
        ("namsfogden her, når varsler vi NAV", "ansatt"),
        ("frivillig på Fattighuset, dame her har fått utkastelsesvarsel", "ansatt"),
        ("jeg er hjemmesykepleier, pasienten min har fått brev", "ansatt"),
        ("I'm a social worker, my client got an eviction notice", "ansatt"),
        ("jei jober i nav, bruker må flytte", "ansatt"),
        ("har leid ut leiligheten min i to år og nå betaler de ikke", "utleier"),
        ("ho som leiger av meg vil ikkje ut", "utleier"),
        ("I'm a landlord and my tenant doesn't pay", "utleier"),
        ("utleigar'n vil ha meg ut", "leieboer"),
        ("kommunen er utleieren min", "leieboer"),
    ],
)
def test_who_asks_is_heard_in_how_they_speak(knowledge, text, role):
    assert (declared_role(knowledge, text) or implied_role(knowledge, text)) == role


@pytest.mark.parametrize(
    "text",
    [
        "jeg snakket med en som jobber i NAV",
        "min saksbehandler på NAV",
        "jeg er bruker hos NAV",
        "jeg bruker hele lønna på husleia",
        "kommunen er utleieren min",
        "jeg jobber på lager, skylder leie",
        "jobber i kommunen som renholder og kan ikke betale leia",
        "Æ jobbe i kommunen sjøl, å no e det æ som ligg bak me leia",
        "jobber i kommunen 80 prosent, alenemor, skylder husleie",
        "eg arbeider i heimetenesta og har fått varsel om utkasting frå huseigaren",
        "jobber på nav men er selv i gjeld og blir kastet ut",
        "jeg jobber i nav men dette gjelder meg selv",
        "I work for the municipality but I can't afford rent",
        "jeg har jobb men kommunen sier jeg tjener for mye",
        "har ikke jobb, kommunen hjelper ikke",
        "er sykepleier men får ikke betalt husleia",
        "jeg er ansatt på Kiwi, hvor mye kan de trekke",
        "søsteren min jobber i NAV",
        "ho som jobbar på nav sa eg måtte vente",
        "drømmen er å jobbe i nav",
        "er du ansatt i NAV?",
        "hvem jobber på boligkontoret",
        "saksbehandler på boligkontoret har gitt meg avslag",
        "Sosionomen her maser på kommunen men får ikke svar",
        "er gjeldsrådgivere bundet av taushetsplikt?",
        "NAV skal fatte vedtak, hvor lang tid tar det",
        "i brevet fra nav står det stl § 18, hva betyr det",
        "vår kommune hjelper ikke folk",
        "kan jeg flytte frivillig",
        "jeg sitter i mottaket på NAV og venter",
        "my caseworker at NAV does not answer",
    ],
)
def test_who_asks_for_help_is_never_made_staff(knowledge, text):
    assert "ansatt" not in (declared_role(knowledge, text), implied_role(knowledge, text))


@pytest.mark.parametrize(
    "text", ["min saksbehandler på NAV", "jeg er bruker hos NAV", "mannen min er sosionom", "er dette NAV", "naboen jobber på boligkontoret"]
)
def test_a_word_about_somebody_else_names_nobody(knowledge, text):
    assert named_role(knowledge, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "kan jeg leie ut et rom i leiligheten jeg leier",
        "Kan jeg bli kastet ut fordi jeg leide ut et rom?",
        "utleieren leier ut uten kontrakt",
        "Har de lov til å kaste ut en gravid kvinne på grunn av gjeld?",
        "hvem gjør hva, huseier, namsmannen, nav",
        "Korleis får eg utleigar med på avdrag?",
    ],
)
def test_who_speaks_of_letting_is_not_made_a_landlord(knowledge, text):
    assert "utleier" not in (declared_role(knowledge, text), implied_role(knowledge, text))


def test_a_declared_role_beats_the_one_before_and_an_implied_one_does_not(knowledge):
    assert role_after(knowledge, "jeg leier ut", "ansatt", None) == "utleier"
    assert role_after(knowledge, "leietakeren min betaler ikke", "ansatt", None) == "ansatt"
    assert role_after(knowledge, "leietakeren min betaler ikke", "ukjent", None) == "utleier"


def test_who_asks_the_landlords_topic_without_saying_more_is_a_landlord(knowledge):
    assert role_after(knowledge, "hvordan går jeg fram", "ukjent", "utleier") == "utleier"
    assert role_after(knowledge, "hvordan går jeg fram", "leieboer", "utleier") == "leieboer"


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("det står heving", "heving"),
        ("bokstav c", "oppsigelse"),
        ("TL § 13-2 tredje ledd a", "klausul_leie"),
        ("ubetalt leie, men vi har bare muntlig avtale", "leie_uten_klausul"),
        ("kontrakten er gått ut", "klausul_utlopt"),
        ("aner ikke", "vet_ikke"),
        ("hva er klokka", None),
    ],
)
def test_the_ground_is_read_from_the_letter(knowledge, text, ground):
    assert ground_in(knowledge, text) == ground
