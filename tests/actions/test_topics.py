from __future__ import annotations

import pytest

from actions.emergency import ActionEmergency
from actions.fallback import ActionAskAgain
from actions.follow_ups import ActionFollowUp
from actions.settings import ActionGiveGround, ActionSetLanguage, ActionSetRole, ActionStartOver
from actions.topics import ActionAnswerTopic
from actions.walkthrough import ActionControlWalkthrough
from actions.yes_no import ActionAnswerYesNo


async def test_the_intent_is_the_topic_and_the_slot_remembers_it(run):
    messages, slots, _ = await run(ActionAnswerTopic, text="varsel", intent="varsel")
    assert messages[-1]["custom"]["topic"] == "varsel"
    assert slots["topic"] == "varsel"
    assert "role" not in slots


async def test_the_channels_role_is_used_and_what_is_said_beats_it(run):
    messages, slots, _ = await run(ActionAnswerTopic, text="varsel", intent="varsel", metadata={"role": "ansatt"})
    assert messages[-1]["custom"]["role"] == "ansatt"
    messages, slots, _ = await run(ActionAnswerTopic, text="jeg leier ut, hva må stå i varselet", intent="varsel", metadata={"role": "ansatt"})
    assert messages[-1]["custom"]["role"] == slots["role"] == "utleier"


async def test_small_talk_does_not_take_the_place_of_the_last_topic(run):
    _, slots, _ = await run(ActionAnswerTopic, text="takk", intent="takk", slots={"topic": "varsel"})
    assert "topic" not in slots


async def test_a_follow_up_keeps_the_topic(run):
    for intent in ("show_more", "say_shorter", "say_simpler", "cite_law", "ask_deadline"):
        messages, _, _ = await run(ActionFollowUp, intent=intent, slots={"topic": "varsel"})
        assert messages[-1]["custom"]["topic"] == "varsel", intent


async def test_a_deadline_asked_for_without_a_topic_is_asked_back(run):
    messages, _, _ = await run(ActionFollowUp, intent="ask_deadline")
    assert messages[-1]["custom"]["topic"] == "tvil"
    assert "varsel" in messages[-1]["custom"]["candidates"]


async def test_the_ground_is_kept_and_answers_the_last_topic(run):
    messages, slots, _ = await run(ActionGiveGround, text="det står oppsigelse", intent="give_ground", slots={"topic": "stoppe_utkastelse"})
    assert slots["ground"] == "oppsigelse"
    assert messages[-1]["custom"]["ground"] == "oppsigelse" or messages[-1]["custom"]["topic"] == "stoppe_utkastelse"
    assert "Å betale stopper ikke" in messages[0]["text"]


async def test_an_unreadable_ground_is_asked_for_with_buttons(run):
    messages, slots, _ = await run(ActionGiveGround, text="noe rart", intent="give_ground")
    assert len(messages[-1]["buttons"]) >= 5
    assert "ground" not in slots


async def test_role_and_language_are_said_kept_and_answered_again(run):
    messages, slots, _ = await run(ActionSetRole, text="jeg jobber i NAV", intent="set_role", slots={"topic": "varsel"})
    assert slots["role"] == "ansatt"
    assert messages[-1]["custom"]["topic"] == "varsel"
    assert "ansatte" in messages[0]["text"]
    messages, slots, _ = await run(ActionSetLanguage, text="på nynorsk takk", intent="switch_language")
    assert slots["language"] == "nn"
    assert messages[-1]["custom"]["language"] == "nn"


async def test_a_language_we_lack_gets_the_interpreter_and_a_number(run):
    messages, slots, _ = await run(ActionSetLanguage, text="po polsku", intent="switch_language")
    assert messages[-1]["custom"]["topic"] == "annet_sprak"
    assert "tłumacza" in messages[0]["text"]
    assert "interpreter" in messages[-1]["text"]
    assert "language" not in slots


async def test_the_fallback_climbs_and_never_says_the_same_twice(run):
    said = []
    slots: dict = {}
    for _ in range(4):
        messages, new, _ = await run(ActionAskAgain, text="noe om husleie og varsel", ranking=[("varsel", 0.3), ("depositum", 0.2)], slots=slots)
        said.append(messages[-1]["text"])
        slots = {**slots, **new}
    assert messages[-1]["custom"]["topic"] == "uforstatt"
    assert len(set(said[:3])) == 3
    assert "55\u00a055\u00a033\u00a033" in said[2]


async def test_yes_takes_the_first_candidate_and_no_goes_on(run):
    slots = {"candidates": ["varsel", "depositum"], "fallback_tries": 1.0}
    messages, _, _ = await run(ActionAnswerYesNo, text="ja", intent="bekreft", slots=slots)
    assert messages[-1]["custom"]["topic"] == "varsel"
    messages, _, _ = await run(ActionAnswerYesNo, text="nei", intent="avkreft", slots=slots)
    assert messages[-1]["custom"]["topic"] == "uforstatt"


async def test_not_knowing_the_ground_leads_on(run):
    messages, _, _ = await run(ActionAnswerYesNo, text="vet ikke", intent="vet_ikke", slots={"topic": "stoppe_utkastelse"})
    assert "13-2" in messages[0]["text"]


async def test_an_emergency_without_a_kind_is_danger_to_life(run):
    messages, _, _ = await run(ActionEmergency, text="hjelp", intent="krise")
    assert messages[-1]["custom"]["topic"] == "krise"
    assert messages[-1]["custom"]["urgent"] is True


async def test_starting_over_forgets_all(run):
    _, _, events = await run(ActionStartOver, text="start på nytt", intent="start_pa_nytt", slots={"topic": "varsel"})
    assert [event["event"] for event in events] == ["reset_slots"]


async def test_a_topic_offers_its_letter_filled_from_the_walk_through(run):
    slots = {"wt_key": "varsel", "wt_step": "done", "wt_answers": {"letter": "oppsigelse", "received": "2026-11-10"}}
    messages, _, _ = await run(ActionAnswerTopic, intent="oppsigelse_heving", slots=slots)
    assert [(row["letter"], row["values"]) for row in messages[-1]["custom"]["attachments"]] == [("protest_oppsigelse", {"received": "2026-11-10"})]


async def test_a_portals_own_contacts_are_given_on_its_pages(run):
    at_home, _, _ = await run(ActionAnswerTopic, text="bostøtte", intent="bostotte")
    there, _, _ = await run(ActionAnswerTopic, text="bostøtte", intent="bostotte", metadata={"portal": "eksempelvik"})
    assert "rådhuset" in "".join(message.get("text", "") for message in there)
    assert "rådhuset" not in "".join(message.get("text", "") for message in at_home)


async def test_an_unclear_message_with_a_place_goes_on_with_the_practice_search(run):
    slots = {"topic": "praksis", "practice_query": {"numbers": [], "themes": ["trekk_i_trygd"], "groups": [], "phase": None, "shown": []}}
    messages, _, _ = await run(ActionAskAgain, text="enn de i Bærum, hva med dem da", slots=slots, ranking=[("kontakt", 0.2)])
    assert messages[-1]["custom"]["topic"] == "praksis:baerum"


async def test_stopping_where_nothing_runs_is_taken_as_no(run):
    messages, _, _ = await run(ActionControlWalkthrough, text="glem det", intent="stop_walkthrough")
    assert messages[-1]["custom"]["topic"] == "avkreft"


@pytest.mark.parametrize("text", ["noe for barnefamilier?", "og i Drammen?", "noe med startlån"])
async def test_among_practice_examples_a_short_wish_goes_on_with_the_search(run, text):
    slots = {"topic": "praksis", "practice_query": {"numbers": [], "themes": ["rutiner"], "groups": [], "phase": None, "shown": []}}
    messages, _, _ = await run(ActionAnswerTopic, text=text, intent="barn", slots=slots)
    assert messages[-1]["custom"]["topic"].startswith("praksis:")
    elsewhere, _, _ = await run(ActionAnswerTopic, text=text, intent="barn")
    assert elsewhere[-1]["custom"]["topic"] == "barn"


async def test_where_practice_examples_were_read_is_told_with_addresses(run):
    slots = {"topic": "praksis", "practice_query": {"numbers": [], "themes": [], "groups": [], "phase": None, "shown": ["PRA-01", "PRA-02"]}}
    messages, _, _ = await run(ActionFollowUp, text="hvor er dette hentet fra", intent="cite_law", slots=slots)
    assert "https://" in messages[-1]["text"]
    assert messages[-1]["custom"]["sources"]
    assert messages[-1]["custom"]["topic"] == "praksis:tema"


async def test_a_phone_number_for_a_place_is_answered_for_that_place(run):
    messages, slots, _ = await run(ActionAnswerTopic, text="telefon til namsmannen i Bergen", intent="kontakt", slots={"topic": "kontakt"})
    assert "Bergen" in messages[0]["text"]
    assert messages[-1]["custom"]["topic"] == "kontakt"
    assert slots["municipality"] == "4601"


async def test_a_role_given_away_by_an_unsure_message_is_kept(run):
    _, slots, _ = await run(ActionAskAgain, text="bruker er rusavhengig", ranking=[("kommunens_ansvar", 0.4), ("sosialhjelp", 0.2)])
    assert slots["role"] == "ansatt"


async def test_a_ground_told_in_an_unclear_message_is_answered(run):
    messages, slots, _ = await run(ActionAskAgain, text="det er oppsigelse, ikke husleie. så hjelper det å betale?", ranking=[("husleierestanse", 0.3)])
    assert messages[-1]["custom"]["ground"] == slots["ground"] == "oppsigelse"
    assert "Å betale stopper ikke en oppsigelse" in messages[0]["text"]
