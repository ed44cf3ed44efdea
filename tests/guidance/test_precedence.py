"""What comes before the classifier's word."""

from __future__ import annotations

import pytest

from guidance.precedence import asks_about_letter


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("jeg har fått brev fra namsmannen hva betyr det", "begjaering"),
        ("I got a letter from namsmannen what does it mean", "begjaering"),
        ("hva betyr namsmann", None),
        ("jeg har fått brev fra namsmannen", None),
        ("hva betyr brev fra onkel", None),
    ],
)
def test_what_a_letter_means_is_not_what_its_senders_name_means(knowledge, text, topic):
    assert asks_about_letter(knowledge, text) == topic
