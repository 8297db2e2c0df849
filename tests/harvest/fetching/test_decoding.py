"""Compressed bodies, whole, damaged and swollen, whatever the pieces in which they arrive."""

from __future__ import annotations

import gzip
import random
import tracemalloc
import zlib
from collections.abc import Callable, Iterator

import pytest
import zstandard
from tricks import bomb, pack_brotli, pack_raw_deflate, pack_zstd

from harvest.fetching.decoding import PIECE, iter_decoded, parse_encoding
from harvest.fetching.failures import FetchError

DATA = random.Random(4).randbytes(70_000) + b"Warga mengantre. " * 9000
PACKERS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("", bytes),
    ("gzip", gzip.compress),
    ("x-gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", pack_raw_deflate),
    ("br", pack_brotli),
    ("zstd", pack_zstd),
]
IDS = "plain gzip x-gzip deflate raw-deflate br zstd".split()


def _pieces(data: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


@pytest.mark.parametrize("size", [1, 7, 1000, 65_536, 10**9])
@pytest.mark.parametrize(("encoding", "pack"), PACKERS, ids=IDS)
def test_every_encoding_is_decoded_from_pieces_of_any_size(
    encoding: str, pack: Callable[[bytes], bytes], size: int
) -> None:
    data = DATA if size > 1 else DATA[-90_000:]
    assert b"".join(iter_decoded(_pieces(pack(data), size), encoding)) == data


@pytest.mark.parametrize(("encoding", "pack"), PACKERS, ids=IDS)
def test_nothing_at_all_is_an_empty_body(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    assert b"".join(iter_decoded([], encoding)) == b""
    assert b"".join(iter_decoded([pack(b"")], encoding)) == b""


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize(("encoding", "pack"), PACKERS[1:], ids=IDS[1:])
def test_a_cut_is_never_silent(encoding: str, pack: Callable[[bytes], bytes], share: float) -> None:
    packed = pack(DATA)
    with pytest.raises(FetchError) as error:
        list(iter_decoded(_pieces(packed[: int(len(packed) * share)], 1000), encoding))
    assert error.value.kind == "broken"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_pieces_of_a_bomb_are_small_and_so_is_the_memory(encoding: str) -> None:
    body = bomb(encoding)
    tracemalloc.start()
    total = 0
    for piece in iter_decoded(_pieces(body, 65_536), encoding):
        assert len(piece) <= PIECE
        total += len(piece)
        if total > 50_000_000:
            break
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total > 50_000_000
    assert peak < 20_000_000


def test_an_enormous_window_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=True)
    stream = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    body = stream.compress(DATA) + stream.flush()
    with pytest.raises(FetchError) as error:
        list(iter_decoded([body], "zstd"))
    assert error.value.kind == "broken"


def test_frames_and_members_follow_one_another() -> None:
    for encoding, pack in (("gzip", gzip.compress), ("zstd", pack_zstd)):
        body = pack(DATA) + pack(b"") + pack(b"tail")
        assert b"".join(iter_decoded(_pieces(body, 999), encoding)) == DATA + b"tail"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], ""),
        (["identity"], ""),
        ([""], ""),
        (["GZIP"], "gzip"),
        ([" br "], "br"),
        (["identity, zstd"], "zstd"),
    ],
)
def test_the_declared_encoding_is_read(values: list[str], expected: str) -> None:
    assert parse_encoding(values) == expected


@pytest.mark.parametrize("values", [["gzip, gzip"], ["gzip", "br"], ["compress"], ["gzip;q=1"]])
def test_nested_and_unknown_encodings_are_refused(values: list[str]) -> None:
    with pytest.raises(FetchError) as error:
        parse_encoding(values)
    assert error.value.kind == "broken"
