"""Untrusted text cannot move, recolour or mislead a terminal."""

from __future__ import annotations

import io
import json

import pytest

from gali.terminal import clean, clean_json, clean_line, console_for, is_terminal

ATTACKS = {
    "colour": "\x1b[31mmerah",
    "title": "\x1b]0;judul\x07",
    "c1": "\x9b31m",
    "carriage return": "aman\rjahat",
    "backspace": "aman\x08\x08",
    "bidi": "abc\u202ecba",
    "isolate": "\u2066abc\u2069",
    "nul": "a\x00b",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_clean_leaves_no_character_that_a_terminal_obeys(attack: str) -> None:
    shown = clean(attack)
    assert all(character.isprintable() for character in shown)
    assert "\\x" in shown or "\\u" in shown


@pytest.mark.parametrize("text", ["Gerakan “Anti” Stunting — 50 %", "baris\nlain\tkolom", "é ñ 漢"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


def test_a_line_stays_one_line() -> None:
    assert clean_line("satu\n dua\u2028tiga") == "satu dua tiga"


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_json_means_the_same_after_cleaning(attack: str) -> None:
    line = clean_json(json.dumps({"text": attack}, ensure_ascii=False))
    assert json.loads(line) == {"text": attack}
    assert line.isprintable()


def test_a_console_does_not_interpret_markup_or_emoji_codes() -> None:
    stream = io.StringIO()
    console_for(stream).print("[bold red]tebal[/] [link=https://x.example]:smile:")
    assert stream.getvalue() == "[bold red]tebal[/] [link=https://x.example]:smile:\n"


def test_a_closed_stream_is_no_terminal() -> None:
    stream = io.StringIO()
    stream.close()
    assert not is_terminal(stream)
