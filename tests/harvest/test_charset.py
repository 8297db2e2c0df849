import io

import pytest

from corpus.errors import UnreadableFileError
from harvest.charset import decode, decode_html, iter_lines

TEXT = "“Kami senang,” kata Ibu Désirée – layanan Jum’at itu gratis."

BYTES = {
    "UTF-8": (TEXT.encode(), None),
    "UTF-8 with mark": (TEXT.encode("utf-8-sig"), None),
    "UTF-8 declared as latin-1": (TEXT.encode(), "iso-8859-1"),
    "cp1252": (TEXT.encode("cp1252"), None),
    "cp1252 declared as UTF-8": (TEXT.encode("cp1252"), "utf-8"),
    "cp1252 declared as latin-1": (TEXT.encode("cp1252"), "iso-8859-1"),
    "UTF-16 with mark": (TEXT.encode("utf-16"), None),
    "UTF-16 without mark": (TEXT.encode("utf-16-le"), None),
    "UTF-16 big-endian without mark": (TEXT.encode("utf-16-be"), None),
    "UTF-32": (TEXT.encode("utf-32"), None),
    "unknown name": (TEXT.encode("cp1252"), "x-klingon"),
    "a codec that is no encoding": (TEXT.encode("cp1252"), "zlib"),
    "a codec that always fails": (TEXT.encode("cp1252"), "undefined"),
}


@pytest.mark.parametrize(("body", "declared"), BYTES.values(), ids=BYTES.keys())
def test_decodes(body: bytes, declared: str | None) -> None:
    assert decode(body, declared=declared).text == TEXT


def test_one_broken_byte_spoils_one_character() -> None:
    body = TEXT.encode() + b"\xe9" + TEXT.encode()
    assert decode(body, declared="cp1252").text == f"{TEXT}�{TEXT}"


def test_meta_is_used_where_the_bytes_are_not_utf8() -> None:
    page = '<html><head><meta charset="koi8-r"></head><body>Служба</body></html>'
    decoded = decode_html(page.encode("koi8-r"))
    assert (decoded.text, decoded.encoding) == (page, "koi8-r")


def test_forced_encoding_is_obeyed() -> None:
    assert decode("é".encode(), forced="cp1252").text == "Ã©"


def test_forced_encoding_that_cannot_be_is_explained() -> None:
    with pytest.raises(UnreadableFileError, match="not text in the encoding"):
        decode(b"xn--\xff.\xff", forced="idna")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_lines_keep_their_ends(encoding: str) -> None:
    stream = io.BufferedReader(io.BytesIO(f"{TEXT}\r\ndua\n\ntiga".encode(encoding)))
    assert list(iter_lines(stream)) == [f"{TEXT}\r\n", "dua\n", "\n", "tiga"]


def test_a_line_in_another_encoding_harms_no_other() -> None:
    body = TEXT.encode() + b"\n" + TEXT.encode("cp1252") + b"\n" + TEXT.encode()
    lines = list(iter_lines(io.BufferedReader(io.BytesIO(body))))
    assert [line.strip() for line in lines] == [TEXT] * 3


def test_a_line_without_end_is_refused() -> None:
    stream = io.BufferedReader(io.BytesIO(b"x" * 20_000_001))
    with pytest.raises(UnreadableFileError, match="line 1 is longer than 20 MB"):
        list(iter_lines(stream))


SERVED = {
    "the server's word counts more": ("text/html; charset=koi8-r", "windows-1251", "koi8-r"),
    "in quotation marks": ('text/html; charset="KOI8-R"', "windows-1251", "koi8-r"),
    "the server says nothing": ("text/html", "koi8-r", "koi8-r"),
    "the server names none that exists": ("text/html; charset=klingon", "koi8-r", "koi8-r"),
    "the server names a harmful one": ("text/html; charset=utf-7", "koi8-r", "koi8-r"),
    "there is no server": (None, "koi8-r", "koi8-r"),
}


@pytest.mark.parametrize(("content_type", "meta", "encoding"), SERVED.values(), ids=SERVED.keys())
def test_what_the_server_declares_is_a_hint(
    content_type: str | None, meta: str, encoding: str
) -> None:
    page = f'<html><head><meta charset="{meta}"></head><body>Служба</body></html>'
    decoded = decode_html(page.encode("koi8-r"), content_type=content_type)
    assert (decoded.text, decoded.encoding) == (page, encoding)


def test_utf8_counts_more_than_what_the_server_declares() -> None:
    page = f"<p>{TEXT}</p>"
    assert decode_html(page.encode(), content_type="text/html; charset=latin-1").text == page


def test_a_content_type_of_any_length_is_taken() -> None:
    content_type = "text/html; charset=" + "=charset;" * 100_000
    assert decode_html(TEXT.encode("cp1252"), content_type=content_type).text == TEXT
