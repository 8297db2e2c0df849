from __future__ import annotations

from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from corpus.vocabulary import regions
from harvest.outlets.catalogue import SourceIndex, load_sources
from harvest.outlets.fields import InvalidSourceError
from harvest.outlets.manifest import SourceManifest

SHIPPED = sorted(file.name for file in files("harvest").joinpath("sources").iterdir())
PROVINCES = [code for code, region in regions().items() if region.type == "provinsi"]


def outlet(domain: str, slug: str | None = None) -> SourceManifest:
    return SourceManifest(
        slug=slug or domain.replace(".", "-"),
        name=domain,
        domain=domain,
        kind="portal",
        region=None,
        platform="unknown",
        time_zone="Asia/Jakarta",
        language="id",
        verified=False,
    )


def write(folder: Path, slug: str, domain: str, name: str = "Kabar Melati") -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{slug}.toml").write_text(
        f'name = "{name}"\ndomain = "{domain}"\nkind = "portal"\nplatform = "unknown"\n'
        'time_zone = "Asia/Jakarta"\nlanguage = "id"\nverified = true\n',
        encoding="utf-8",
    )


def test_every_shipped_file_is_an_outlet() -> None:
    assert sorted(f"{source.slug}.toml" for source in load_sources()) == SHIPPED


def test_there_are_outlets_enough() -> None:
    assert len(load_sources()) >= 150


@pytest.mark.parametrize("province", PROVINCES)
def test_every_province_has_outlets_of_its_own(province: str) -> None:
    own = Counter(source.region[:2] for source in load_sources() if source.region)
    assert own[province] >= 2


def test_shipped_outlets_have_not_been_met_yet() -> None:
    assert [source.slug for source in load_sources() if source.verified] == []


def test_no_two_shipped_outlets_share_a_name_and_a_region() -> None:
    names = Counter((source.name, source.region) for source in load_sources())
    assert [name for name, n in names.items() if n > 1] == []


INDEX = SourceIndex(
    map(outlet, ("kabar.example", "barat.kabar.example", "xn--kbar-5na.example", "melati.go.id"))
)


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://kabar.example/berita/1", "kabar.example"),
        ("http://kabar.example", "kabar.example"),
        ("https://www.kabar.example/a", "kabar.example"),
        ("https://m.kabar.example/a", "kabar.example"),
        ("https://KABAR.Example/a", "kabar.example"),
        ("HTTPS://kabar.example/a", "kabar.example"),
        ("https://kabar.example:8443/a", "kabar.example"),
        ("https://kabar.example./a", "kabar.example"),
        ("https://redaksi:rahasia@kabar.example/a", "kabar.example"),
        ("  https://kabar.example/a\n", "kabar.example"),
        ("https://barat.kabar.example/a", "barat.kabar.example"),
        ("https://desa.barat.kabar.example/a", "barat.kabar.example"),
        ("https://timur.kabar.example/a", "kabar.example"),
        ("https://kábar.example/a", "xn--kbar-5na.example"),
        ("https://KÁBAR.example/a", "xn--kbar-5na.example"),
        ("https://xn--kbar-5na.example/a", "xn--kbar-5na.example"),
        ("https://dinkes.melati.go.id/a", "melati.go.id"),
        ("https://palsukabar.example/a", None),
        ("https://kabar.example.jahat.test/a", None),
        ("https://example/a", None),
        ("https://go.id/a", None),
        ("https://lain.test/?u=https://kabar.example/", None),
        ("https://kabar.example@jahat.test/", None),
        ("ftp://kabar.example/a", None),
        ("kabar.example/a", None),
        ("https://[::1]/a", None),
        ("https://[kabar.example/a", None),
        ("https://127.0.0.1/a", None),
        ("https:///a", None),
        ("https://kabar.example/" + "a" * 9000, None),
        ("", None),
    ],
)
def test_an_address_belongs_to_the_outlet_of_the_longest_domain(
    url: str, domain: str | None
) -> None:
    found = INDEX.of_url(url)
    assert (found.domain if found else None) == domain


def test_an_address_finds_a_shipped_outlet() -> None:
    found = SourceIndex(load_sources()).of_url("https://www.jatengprov.go.id/publik/kabar")
    assert found is not None
    assert (found.slug, found.region) == ("jatengprov", "33")


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("www.Kabar.example", "kabar.example"),
        ("kabar.example:80", "kabar.example"),
        ("https://kabar.example/x", "kabar.example"),
        ("Kabar", None),
        ("Kabar kabar.example", None),
        ("lain.test/kabar.example", None),
        (None, None),
    ],
)
def test_a_newspaper_may_be_named_by_its_host(name: str | None, domain: str | None) -> None:
    found = INDEX.of_name(name)
    assert (found.domain if found else None) == domain


def test_a_folder_that_does_not_exist_adds_nothing(tmp_path: Path) -> None:
    assert load_sources(tmp_path / "none") == load_sources()


def test_an_own_file_is_added(tmp_path: Path) -> None:
    write(tmp_path, "kabar-melati", "kabarmelati.example")
    (tmp_path / "catatan.txt").write_text("bukan sumber", encoding="utf-8")
    (tmp_path / ".toml").write_text("bukan sumber", encoding="utf-8")
    added = set(load_sources(tmp_path)) - set(load_sources())
    assert [source.slug for source in added] == ["kabar-melati"]


def test_an_own_file_takes_the_place_of_the_shipped_one_of_its_slug(tmp_path: Path) -> None:
    write(tmp_path, "jatengprov", "baru.jatengprov.example", name="Jateng Baru")
    found = [source for source in load_sources(tmp_path) if source.slug == "jatengprov"]
    assert [source.name for source in found] == ["Jateng Baru"]
    assert len(load_sources(tmp_path)) == len(load_sources())


def test_an_own_file_takes_the_place_of_the_shipped_one_of_its_domain(tmp_path: Path) -> None:
    write(tmp_path, "kabar-provinsi", "jatengprov.go.id")
    found = [source for source in load_sources(tmp_path) if source.domain == "jatengprov.go.id"]
    assert [(source.slug, source.verified) for source in found] == [("kabar-provinsi", True)]


def test_two_own_files_of_one_domain_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "satu", "kabarmelati.example")
    write(tmp_path, "dua", "kabarmelati.example")
    with pytest.raises(InvalidSourceError, match=r"domain of dua\.toml") as caught:
        load_sources(tmp_path)
    assert caught.value.where == "satu.toml, domain"


def test_an_own_file_that_breaks_a_rule_is_told_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "rusak.toml").write_text('nama = "Kabar"\n', encoding="utf-8")
    with pytest.raises(InvalidSourceError, match="no such key") as caught:
        load_sources(tmp_path)
    assert caught.value.where == f"{tmp_path / 'rusak.toml'}, nama"
    assert caught.value.mend == "Did you mean 'name'?"
