import json
from collections.abc import Mapping

import pytest

from corpus.errors import UnreadableFileError
from harvest.drafts import Draft
from harvest.limits import MAX_CELL_CHARACTERS
from harvest.tables import BadRecord, read_csv, read_jsonl


def csv_records(text: str, mapping: Mapping[str, str] | None = None) -> list[Draft | BadRecord]:
    return list(read_csv(text.splitlines(keepends=True), mapping or {}))


def jsonl_records(text: str, mapping: Mapping[str, str] | None = None) -> list[Draft | BadRecord]:
    return list(read_jsonl(text.splitlines(keepends=True), mapping or {}))


def one(records: list[Draft | BadRecord]) -> Draft:
    (record,) = records
    assert isinstance(record, Draft)
    return record


def texts(records: list[Draft | BadRecord]) -> list[str]:
    return [r.text if isinstance(r, Draft) else f"! {r.place}: {r.reason}" for r in records]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiter_is_found(mark: str) -> None:
    table = f"id{mark}judul{mark}isi{mark}tanggal\n7{mark}Obat{mark}Kurir, obat{mark}23 Juni 2020\n"
    if mark == ",":
        table = table.replace("Kurir, obat", '"Kurir, obat"')
    record = one(csv_records(table))
    assert (record.id, record.title, record.text, record.published) == (
        "7",
        "Obat",
        "Kurir, obat",
        "23 Juni 2020",
    )
    assert record.place == "row 1, line 2"


def test_quoted_line_breaks_belong_to_the_cell() -> None:
    table = 'judul,isi\r\nA,"satu\r\n\r\ndua ""tiga"""\r\nB,empat\r\n'
    records = csv_records(table)
    assert texts(records) == ['satu\r\n\r\ndua "tiga"', "empat"]
    assert isinstance(records[1], Draft)
    assert records[1].place == "row 2, line 5"


def test_spreadsheet_hint_and_blank_lines_are_passed_over() -> None:
    assert texts(csv_records("sep=;\njudul;isi\n\nA;satu\n;;\n\nB;dua\n;\n")) == [
        "satu",
        "dua",
    ]


def test_user_names_the_columns() -> None:
    record = one(csv_records("kepala,badan\nObat,Kurir\n", {"title": "kepala", "text": "badan"}))
    assert (record.title, record.text) == ("Obat", "Kurir")


def test_missing_text_column_is_explained() -> None:
    with pytest.raises(UnreadableFileError, match="there are: kepala, badan") as error:
        csv_records("kepala,badan\nObat,Kurir\n")
    assert error.value.mend is not None
    assert "--column text=isi" in error.value.mend


def test_empty_table() -> None:
    with pytest.raises(UnreadableFileError, match="empty"):
        csv_records("\n\n")


def test_first_of_two_columns_with_one_name_counts() -> None:
    assert one(csv_records("isi,isi\nsatu,dua\n")).text == "satu"


BAD_ROWS = {
    "too few cells": ("A\n", "! row 1, line 2: the row has 1 cells, the header 2"),
    "too many cells": ("A,satu,dua\n", "! row 1, line 2: the row has 3 cells, the header 2"),
    "text after a closing quotation mark": ('A,"satu" dua\n', "! row 1, line 2: the row is no"),
}


@pytest.mark.parametrize(("row", "complaint"), BAD_ROWS.values(), ids=BAD_ROWS.keys())
def test_bad_row_stops_no_other(row: str, complaint: str) -> None:
    bad, good = texts(csv_records(f"judul,isi\n{row}B,tiga\n"))
    assert bad.startswith(complaint)
    assert good == "tiga"


def test_spare_empty_cells_do_no_harm() -> None:
    assert texts(csv_records("judul,isi\nA,satu,,\n")) == ["satu"]


def test_unclosed_quotation_mark_is_reported_with_what_it_swallowed() -> None:
    records = texts(csv_records('judul,isi\nA,satu\nB,"dua\nC,tiga\n'))
    assert records[0] == "satu"
    assert records[1:] == [
        "! row 2, line 3: a quotation mark is opened and never closed; all up to line 4 is lost"
    ]


def test_cell_without_end_ends_the_reading() -> None:
    lines = ["judul,isi\n", "A,satu\n", 'B,"', *(["x" * 100_000 + "\n"] * 52), '"\n', "C,tiga\n"]
    records = texts(list(read_csv(lines, {})))
    assert records[0] == "satu"
    assert len(records) == 2
    assert f"longer than {MAX_CELL_CHARACTERS} characters" in records[1]


def test_jsonl_fields() -> None:
    line = json.dumps(
        {
            "id": 7,
            "title": "Obat",
            "text": "Kurir",
            "published": None,
            "authors": ["Ani", "Budi"],
            "link": "https://suara.example/7",
        }
    )
    record = one(jsonl_records(line))
    assert (record.id, record.title, record.text, record.published, record.author, record.url) == (
        "7",
        "Obat",
        "Kurir",
        None,
        "Ani, Budi",
        "https://suara.example/7",
    )


BAD_LINES = {
    "no JSON": ("{'title': 1}", "no valid JSON"),
    "cut off": ('{"title": "A", "te', "no valid JSON"),
    "a list": ('["a", "b"]', "this is no JSON object"),
    "a number": ("7", "this is no JSON object"),
    "no text": ('{"judul": "A"}', "no column holds the text; there are: judul"),
    "text is a number": ('{"text": 7}', "text is no text but a number"),
    "text is a list": ('{"text": ["a"]}', "text is no text but a list"),
    "title is an object": ('{"title": {}, "text": "a"}', "title is no text but an object"),
    "nested beyond all bounds": ('{"text": ' + "[" * 100_000, "no JSON that can be read"),
    "a number of 5000 digits": ('{"text": ' + "7" * 5000 + "}", "no JSON that can be read"),
}


@pytest.mark.parametrize(("line", "reason"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_bad_line_stops_no_other(line: str, reason: str) -> None:
    good = '{"text": "satu"}'
    first, bad, last = texts(jsonl_records(f"{good}\n\n{line}\n{good}\n"))
    assert (first, last) == ("satu", "satu")
    assert bad.startswith(f"! line 3: {reason}")


def test_detail_of_a_wrong_type_is_lost_alone() -> None:
    record = one(jsonl_records('{"text": "satu", "author": {"name": "Ani"}, "date": 3.5}'))
    assert record.text == "satu"
    assert record.lost == (
        "published is no text but a number; the article was kept without it",
        "author is no text but an object; the article was kept without it",
    )


@pytest.mark.parametrize("indent", [None, 2], ids=["one line", "many lines"])
def test_json_array(indent: int | None) -> None:
    array = json.dumps([{"text": "satu"}, 7, {"text": "dua"}], indent=indent)
    assert texts(jsonl_records(array)) == ["satu", "! record 2: this is no JSON object", "dua"]


def test_json_object_over_many_lines() -> None:
    assert texts(jsonl_records("\n" + json.dumps({"text": "satu"}, indent=2))) == ["satu"]


def test_broken_array_is_refused_whole_with_the_place() -> None:
    with pytest.raises(UnreadableFileError, match="at line 3 column"):
        jsonl_records('[\n{"text": "satu"},\n{"text": "dua",]\n')
