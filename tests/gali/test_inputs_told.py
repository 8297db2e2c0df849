"""What could not be read, or failed, is told on standard error without end and without harm."""

from __future__ import annotations

import pytest

from corpus.identity import make_article
from gali.cli.inputs import tell_crashes, tell_problems
from gali.extraction import Crash
from harvest.problems import Problem


def test_the_first_hundred_problems_are_listed_and_the_rest_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell_problems([Problem("a.csv", f"row {n}", "it has no text") for n in range(130)])
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines()[0] == "Problem: a.csv, row 0: it has no text"
    assert told.err.count("Problem: ") == 100
    assert told.err.splitlines()[-1] == "… and 30 more problems."


def test_a_detail_that_is_lost_is_a_note(capsys: pytest.CaptureFixture[str]) -> None:
    tell_problems([Problem("a.csv", None, "its date is none\x1b[2J", kept=True)])
    told = capsys.readouterr().err
    assert told.startswith("Note: a.csv: its date is none")
    assert "\x1b" not in told


def test_an_article_on_which_the_extractor_failed_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    article = make_article(title="Kabar", text="Warga panen.", external_id="k7")
    tell_crashes([Crash(article=article, reason="ValueError: oh")])
    assert capsys.readouterr().err == "Problem: k7: the extractor failed: ValueError: oh\n"
