from __future__ import annotations

import pytest

from channel.keys import is_portal_key, make_portal_key, rotate, signing_keys
from channel.tokens import Tokens


def test_the_signing_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "run" / "signing.keys"
    assert signing_keys(path) == signing_keys(path)
    assert path.stat().st_mode & 0o077 == 0


def test_two_keys_are_valid_while_rotating_and_a_third_ends_the_first(tmp_path):
    path = tmp_path / "signing.keys"
    token = Tokens(signing_keys(path)).new({"language": "nn"})
    before = Tokens(signing_keys(path)).read(token)
    rotate(path)
    after = Tokens(signing_keys(path)).read(token)
    assert before == after
    assert after is not None
    assert after.metadata == {"language": "nn"}
    assert path.stat().st_mode & 0o077 == 0
    rotate(path)
    assert Tokens(signing_keys(path)).read(token) is None


def test_a_new_talk_is_signed_by_the_newest_key(tmp_path):
    path = tmp_path / "signing.keys"
    signing_keys(path)
    rotate(path)
    token = Tokens(signing_keys(path)).new({})
    assert Tokens(signing_keys(path)[:1]).read(token) is not None
    assert Tokens(signing_keys(path)[1:]).read(token) is None


def test_an_empty_key_file_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "signing.keys"
    path.write_text("\n")
    with pytest.raises(ValueError, match="delete it to end all open talks"):
        signing_keys(path)


def test_a_portal_key_opens_its_own_portal_only(tmp_path):
    key = make_portal_key("a", tmp_path).read_text().strip()
    assert is_portal_key("a", key, tmp_path)
    assert not is_portal_key("b", key, tmp_path)
    assert not is_portal_key("a", "", tmp_path)


@pytest.mark.parametrize("token", [None, 3, "", "x", ["x"], "a.b.c"])
def test_what_is_no_token_opens_nothing(token):
    assert Tokens([b"k" * 48]).read(token) is None
