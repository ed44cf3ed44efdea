from __future__ import annotations

from dataclasses import replace

import pytest

from guidance.glossary import abbreviation_list, asks_difference, explain_term, find_terms
from guidance.loader import load_knowledge
from guidance.precedence import asks_for_practice, asks_for_term, lone_term

TERMS = sorted(load_knowledge().glossary)
FORMS = [(key, form) for key, term in load_knowledge().glossary.items() for form in (term.term, *term.also)]
SEED = ["fravikelse", "utkastelse", "tvangsfravikelse", "gjeldsordning", "frivillig_gjeldsordning", "tvungen_gjeldsordning", "losore", "namsmyndighet"]


@pytest.mark.parametrize(("key", "form"), FORMS)
def test_a_term_is_found_in_every_listed_form(knowledge, context, key, form):
    assert explain_term(knowledge, form, context).custom["topic"] == f"begrep:{key}"


def test_no_form_stands_in_two_files(knowledge):
    from guidance.texts import fold

    seen: dict[str, str] = {}
    twice = []
    for key, form in FORMS:
        other = seen.setdefault(fold(form), key)
        if other != key:
            twice.append((form, other, key))
    assert twice == []


@pytest.mark.parametrize("key", TERMS)
@pytest.mark.parametrize("role", ["ukjent", "ansatt", "utleier"])
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_term_is_explained_to_everybody_with_a_source(knowledge, context, key, role, language):
    reply = explain_term(knowledge, key, replace(context, role=role, language=language))
    assert reply.custom["topic"] == f"begrep:{key}"
    assert reply.custom["sources"]
    assert reply.custom["language"] == language
    assert "{" not in reply.messages[0]


def test_the_seeds_terms_are_all_there():
    assert set(SEED) <= set(TERMS)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("hva er gjelsordning", "gjeldsordning"),
        ("kva tyder førelegging", "foreleggelse"),
        ("hva betyr utkastelsesklausul?", "husleieklausul"),
        ("ka e en namsman", "namsmann"),
        ("hva menes med oppsettende virkning i brevet", "oppsettende_virkning"),
        ("what does begjæring mean", "begjaering"),
        ("forklar løsøre", "losore"),
    ],
)
def test_a_question_for_a_term_is_heard(knowledge, text, key):
    assert asks_for_term(knowledge, text) == key


@pytest.mark.parametrize(
    "text",
    [
        "hva er fristen for gjeldsordning",
        "hvordan får jeg gjeldsordning",
        "hva skjer når namsmannen kommer",
        "hva er klokka",
        "hva betyr det for meg at de vil kaste oss ut",
        "",
    ],
)
def test_a_question_about_more_than_the_word_is_left_to_the_topics(knowledge, text):
    assert asks_for_term(knowledge, text) is None


def test_a_lone_term_is_explained_unless_a_topic_has_its_name(knowledge):
    assert lone_term(knowledge, "foreleggelse") == "foreleggelse"
    assert lone_term(knowledge, "gjeldsordning") is None
    assert lone_term(knowledge, "foreleggelse i går fra namsmannen hva nå") is None


@pytest.mark.parametrize("text", ["", "😀", "x" * 5000, "sykkel og fisk"])
def test_an_unknown_word_is_said_to_be_unknown(knowledge, context, text):
    assert find_terms(knowledge, text) == []
    assert explain_term(knowledge, text, context).custom["topic"] == "begrep:ukjent"


@pytest.mark.parametrize("text", ["hvordan gjør Bærum det", "hva gjør andre kommuner", "eksempler i Moss", "har Voss noen tiltak"])
def test_a_question_for_practice_is_heard(knowledge, text):
    assert asks_for_practice(knowledge, text)


@pytest.mark.parametrize("text", ["hvordan får jeg bostøtte", "jeg bor i Bærum og kan ikke betale", "hva gjør jeg", ""])
def test_a_question_about_oneself_is_no_question_for_practice(knowledge, text):
    assert not asks_for_practice(knowledge, text)


def test_what_does_it_mean_explains_the_words_of_the_last_answer(knowledge, context):
    reply = explain_term(knowledge, "hva betyr det?", replace(context, topic="varsel"))
    assert reply.custom["topic"].startswith("begrep:")
    assert reply.messages[0].count("•") >= 1
    assert reply.custom["sources"]


def test_an_unknown_word_without_an_answer_before_is_said_to_be_unknown(knowledge, context):
    assert explain_term(knowledge, "hva betyr det?", context).custom["topic"] == "begrep:ukjent"


@pytest.mark.parametrize(("text", "means"), [("hva er stl", "sosialtjenesteloven"), ("øsh?", "økonomisk sosialhjelp"), ("htu", "Husleietvistutvalget")])
def test_shorthand_is_explained(knowledge, context, text, means):
    assert means in explain_term(knowledge, text, context).messages[0]


def test_every_shorthand_is_listed_for_staff_and_stands_for_one_thing(knowledge):
    listed = abbreviation_list(knowledge, "nb")
    forms = [form for short in knowledge.abbreviations.values() for form in short.forms]
    assert len(forms) == len(set(forms))
    assert all(short.means.nb in listed for short in knowledge.abbreviations.values())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("va betyr forelegelse", "foreleggelse"),
        ("løsøre betyr hva", "losore"),
        ("restanse hva er", "restanse"),
        ("what does mislighold mean in my letter", "mislighold"),
        ("kva er fravikelse på godt norsk", "fravikelse"),
        ("tvangsfullbyrdelse så langt ord, hva det betyr?", "tvangsfullbyrdelse"),
        ("kan du forklare meg hva inkassovarsel er", "inkassovarsel"),
    ],
)
def test_a_word_is_asked_for_in_many_ways(knowledge, text, key):
    assert asks_for_term(knowledge, text) == key


@pytest.mark.parametrize(
    "text", ["hva er fristen for begjæring", "hva betyr utlegg for meg", "hva er stegene i utkastelse", "hva gjør namsmannen", "resten?", ""]
)
def test_a_question_about_more_than_a_word_is_left_to_the_topic(knowledge, text):
    assert asks_for_term(knowledge, text) is None
    assert lone_term(knowledge, text) is None


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("hva er særlige tvangsgrunnlaget", "saerlig_tvangsgrunnlag"),
        ("hva betyr tvunget gjeldsordningen", "tvungen_gjeldsordning"),
        ("hva er oppsetende virkninga", "oppsettende_virkning"),
        ("hva betyr tvangsgrunnlag", "tvangsgrunnlag"),
    ],
)
def test_a_misspelt_group_of_words_is_not_taken_for_the_shorter_term_in_it(knowledge, context, asked, key):
    assert explain_term(knowledge, asked, context).custom["topic"] == f"begrep:{key}"
    assert asks_for_term(knowledge, asked) == key


def test_two_terms_are_explained_side_by_side_when_their_difference_is_asked_for(knowledge, context):
    reply = explain_term(knowledge, "hva er forskjellen på oppsigelse og heving?", context)
    assert reply.custom["topic"] == "begrep:oppsigelse"
    for key in ("oppsigelse", "heving"):
        assert explain_term(knowledge, key, context).messages[0] in reply.messages[0]
    assert reply.custom["sources"]
    assert asks_difference(knowledge, "skilnad på namsmann og tingrett")
    assert not asks_difference(knowledge, "hva er forskjellen på katt og hund")
