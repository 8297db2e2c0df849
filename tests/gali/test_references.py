"""Lists are read from tables as people have them, and compared on the command line."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableFileError
from gali.references.table import read_reference_table, split_name

Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]
LAN = ROOT / "tests" / "data" / "lan_reference.csv"
KNOWN = ROOT / "corpus" / "data" / "known_innovations.csv"
TABLE = """Nama Inovasi;OPD;Kabupaten/Kota;Sektor;Tahun
SIRUP (Siaga Ibu Rutin Periksa);Puskesmas Melati;Kab. Banyumas;kesehatan;2021
Kirber;;Salatiga;;2019-2020
Lain Sama Sekali;Dinas Pertanian;Kota Magelang;pangan_pertanian;2020
;Dinas Sosial;Banyumas;;2020
Entah;;Bandung;angkasa;kapan
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "Top 2021.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def db(corpus_db: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(corpus_db, tmp_path / "corpus.db"))


NAMES = {
    "E-SURAT (TATA PERSURATAN DIGITAL )": ("E-SURAT", "TATA PERSURATAN DIGITAL"),
    "SISTEM INFORMASI KINERJA (E-PERFORMANCE)": ("E-PERFORMANCE", "SISTEM INFORMASI KINERJA"),
    "RAWAT INAP TANPA KELAS BAGI GAKIN (KELUARGA MISKIN)": (
        "RAWAT INAP TANPA KELAS BAGI GAKIN",
        None,
    ),
    "PORTAL RUMAH BELAJAR": ("PORTAL RUMAH BELAJAR", None),
    "UPIK (UNIT PELAYANAN INFORMASI": ("UPIK", "UNIT PELAYANAN INFORMASI"),
    "( )": ("( )", None),
}


@pytest.mark.parametrize("written", NAMES)
def test_what_stands_in_brackets(written: str) -> None:
    assert split_name(written) == NAMES[written]


def test_common_headings_and_values_are_understood(table: Path) -> None:
    found = read_reference_table(table, {})
    sirup, kirber, other, unclear = found.entries
    assert (sirup.name, sirup.expansion) == ("SIRUP", "Siaga Ibu Rutin Periksa")
    assert (sirup.owner, sirup.region, sirup.sector) == ("Puskesmas Melati", "33.02", "kesehatan")
    assert (kirber.region, kirber.year) == ("33.73", 2020)
    assert other.region == "33.71"
    assert (unclear.region, unclear.sector, unclear.year) == (None, None, None)


def test_bad_rows_and_values_are_told_with_their_lines(table: Path) -> None:
    told = [(p.place, p.reason, p.kept) for p in read_reference_table(table, {}).problems]
    assert told[0] == ("row 4, line 5", "the row has no name", False)
    assert [kept for _, _, kept in told[1:]] == [True, True, True]
    assert all(place == "row 5, line 6" for place, _, _ in told[1:])
    assert "may be any of these regions" in told[1][1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_found_out(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("name,region\nJempol – “Si Cepat”,33.02\n".encode(encoding))
    (entry,) = read_reference_table(path, {}).entries
    assert entry.name == "Jempol – “Si Cepat”"


@pytest.mark.parametrize(("path", "n"), [(LAN, 200), (KNOWN, 341)], ids=["lan", "known"])
def test_real_lists_are_read_whole(path: Path, n: int) -> None:
    found = read_reference_table(path, {})
    assert (len(found.entries), found.problems) == (n, ())
    assert sum(entry.region is not None for entry in found.entries) > 50


@pytest.mark.parametrize(
    ("mapping", "what"),
    [({"warna": "OPD"}, "no field 'warna'"), ({"name": "Judul"}, "no column 'Judul'")],
)
def test_a_wrong_mapping_is_refused(table: Path, mapping: dict[str, str], what: str) -> None:
    with pytest.raises(UnreadableFileError, match=what):
        read_reference_table(table, mapping)


def test_a_table_without_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(UnreadableFileError, match="no column holds the names; there are: a, b"):
        read_reference_table(path, {})


def test_an_empty_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("\n")
    with pytest.raises(UnreadableFileError, match="the file is empty") as caught:
        read_reference_table(path, {})
    assert caught.value.where == str(path)


@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=300) | st.text(max_size=200).map(lambda t: f"name\n{t}".encode()))
def test_no_table_makes_it_fail(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(body)
    try:
        found = read_reference_table(path, {})
    except UnreadableFileError:
        return
    assert all(entry.name and entry.as_written for entry in found.entries)


def test_importing_again_changes_nothing(db: Path, table: Path, run_gali: Run) -> None:
    first = run_gali("reference", "import", table, "--year", 2021, "--db", db)
    assert first.exit_code == 4
    assert "top-2021: 4 entries, 4 of them new, 1 not readable" in first.stderr
    before = db.read_bytes()
    again = run_gali("reference", "import", table, "--year", 2021, "--db", db)
    assert "4 entries, 0 of them new" in again.stderr
    assert db.read_bytes() == before


def test_coverage_tells_what_is_covered_missing_and_unlisted(
    db: Path, table: Path, run_gali: Run
) -> None:
    run_gali("reference", "import", table, "--db", db)
    result = run_gali("reference", "coverage", "--format", "json", "--db", db)
    assert result.exit_code == 0
    rows = json.loads(result.stdout)
    parts = {row["entry_name"]: row["part"] for row in rows if row["entry_name"]}
    assert parts["SIRUP (Siaga Ibu Rutin Periksa)"] == "covered"
    assert parts["Kirber"] == "covered"
    assert parts["Lain Sama Sekali"] == "missing"
    assert all(row["reasons"] for row in rows if row["part"] == "covered")
    assert "covers 2 of 4 entries (50 %)" in result.stderr


def test_coverage_can_be_filtered_and_counted(db: Path, table: Path, run_gali: Run) -> None:
    run_gali("reference", "import", table, "--db", db)

    def rows(*options: object) -> list[dict[str, str]]:
        result = run_gali("reference", "coverage", *options, "--format", "csv", "--db", db)
        return list(csv.DictReader(io.StringIO(result.stdout)))

    assert [row["entry_name"] for row in rows("--region", "Kota Magelang")] == ["Lain Sama Sekali"]
    assert [row["entry_name"] for row in rows("--part", "missing", "--year", "2020")] == [
        "Lain Sama Sekali"
    ]
    (health,) = rows("--sector", "kesehatan", "--part", "covered")
    assert health["innovation_name"] == "Sirup"
    provinces = {row["group"]: row for row in rows("--by", "province")}
    assert (provinces["33"]["entries"], provinces["33"]["covered"]) == ("3", "2")
    assert rows("--part", "unlisted") == []


def test_lists_are_listed_and_removed(db: Path, table: Path, run_gali: Run) -> None:
    run_gali("reference", "import", table, "--name", "Top", "--source", "https://x", "--db", db)
    result = run_gali("reference", "lists", "--db", db)
    assert json.loads(result.stdout)["source"] == "https://x"
    assert run_gali("reference", "remove", "top", "--db", db).exit_code == 0
    assert run_gali("reference", "lists", "--db", db).exit_code == 3
    assert run_gali("reference", "coverage", "--list", "top", "--db", db).exit_code == 1


def test_a_mapping_may_stand_in_a_file(db: Path, tmp_path: Path, run_gali: Run) -> None:
    source, mapping = tmp_path / "l.csv", tmp_path / "m.toml"
    source.write_text("A,B\nSirup,33.02\n")
    mapping.write_text('name = "A"\nregion = "B"\n')
    result = run_gali("reference", "import", source, "--mapping", mapping, "--db", db)
    assert result.exit_code == 0, result.output
    bad = run_gali("reference", "import", source, "--column", "name", "--db", db)
    assert bad.exit_code == 2
