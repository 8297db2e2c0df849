"""The tricks of hostile, broken and merely odd servers, by path."""

from __future__ import annotations

import gzip
import os
import socket
import struct
import zlib
from collections.abc import Callable
from functools import cache

import brotli
import zstandard
from hostile_server import Exchange, Trick

PAGE = b"<html><title>Halaman</title><p>" + b"Warga mengantre di loket. " * 200 + b"</p></html>"
NOISE = os.urandom(50_000)
_MEGABYTE = bytes(1_000_000)
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def pack_brotli(data: bytes) -> bytes:
    return bytes(brotli.compress(data, quality=1))


def pack_zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=1).compress(data)


def pack_raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def _zlib_bomb(wbits: int) -> bytes:
    """About 1 MB that unfolds to about 1 GB: one block, repeated."""
    packer = zlib.compressobj(9, wbits=wbits)
    head = packer.compress(_MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(_MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * 1000


@cache
def bomb(encoding: str) -> bytes:
    """A body that unfolds to hundreds of megabytes."""
    if encoding == "gzip":
        return _zlib_bomb(31)
    if encoding == "deflate":
        return _zlib_bomb(15)
    packer = brotli.Compressor(quality=1) if encoding == "br" else None
    if packer is not None:
        pieces = [packer.process(_MEGABYTE) for _ in range(300)]
        return b"".join([*pieces, packer.finish()])
    stream = zstandard.ZstdCompressor(level=1).compressobj()
    pieces = [stream.compress(_MEGABYTE) for _ in range(1000)]
    return b"".join([*pieces, stream.flush()])


def packed(body: Callable[[], bytes], encoding: str) -> Trick:
    return lambda exchange: exchange.answer(body(), f"Content-Encoding: {encoding}")


def headed(*headers: str, status: str = "200 OK", content_type: str | None = "text/html") -> Trick:
    return lambda exchange: exchange.answer(
        PAGE, *headers, status=status, content_type=content_type
    )


def raw(data: bytes) -> Trick:
    return lambda exchange: exchange.send(data)


def to(location: str, *, body: bytes = b"") -> Trick:
    return lambda exchange: exchange.answer(body, f"Location: {location}", status="302 Found")


def repeated(first: bytes, piece: bytes) -> Trick:
    """Send something without end."""

    def trick(exchange: Exchange) -> None:
        exchange.send(first)
        while True:
            exchange.send(piece)

    return trick


def dripping(first: bytes, drop: bytes) -> Trick:
    """Send a drop every tenth of a second without end."""

    def trick(exchange: Exchange) -> None:
        exchange.send(first)
        while not exchange.stopped.wait(0.1):
            exchange.send(drop)

    return trick


def silent(first: bytes = b"") -> Trick:
    """Send something, then nothing any more."""

    def trick(exchange: Exchange) -> None:
        exchange.send(first)
        exchange.wait(10)

    return trick


def reset(exchange: Exchange) -> None:
    """Break the connection off in the middle of the body."""
    exchange.send(_HEAD + b"Content-Length: 1000\r\n\r\nabc")
    exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    exchange.connection.close()


def growing(exchange: Exchange) -> None:
    """Send on to an ever longer address."""
    exchange.answer(b"", f"Location: {exchange.request.path}?a=1&a", status="302 Found")


def endless_bomb_of_members(exchange: Exchange) -> None:
    """gzip members without end, each proper."""
    exchange.send(_HEAD + b"Content-Encoding: gzip\r\n\r\n")
    member = gzip.compress(_MEGABYTE)
    while True:
        exchange.send(member)


CHAIN = {f"/hop{n}": to(f"/hop{n - 1}") for n in range(1, 9)} | {"/hop0": headed()}
_PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": pack_brotli,
    "zstd": pack_zstd,
}

GOOD: dict[str, Trick] = {
    "plain": headed(),
    "undeclared-type": headed(content_type=None),
    "until-close": raw(_HEAD + b"\r\n" + PAGE),
    "chunked": raw(
        _HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    ),
    "interim-answers": raw(
        b"HTTP/1.1 103 Early Hints\r\n\r\n" * 3
        + _HEAD
        + b"Content-Length: %d\r\n\r\n" % len(PAGE)
        + PAGE
    ),
    **{name: packed(lambda p=pack: p(PAGE), name) for name, pack in _PACKERS.items()},
    "x-gzip": packed(lambda: gzip.compress(PAGE), "x-gzip"),
    "raw-deflate": packed(lambda: pack_raw_deflate(PAGE), "deflate"),
    "identity": packed(lambda: PAGE, "identity"),
    "gzip-members": packed(lambda: gzip.compress(PAGE[:100]) + gzip.compress(PAGE[100:]), "gzip"),
    "gzip-then-rubbish": packed(lambda: gzip.compress(PAGE) + b"\0\0rubbish", "gzip"),
    "length-too-small": raw(_HEAD + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE + b"more"),
    "redirect": to("/plain"),
    "redirect-with-bomb": to("/plain", body=bytes(3_000_000)),
    "five-redirects": to("/hop4"),
}

BAD: dict[str, tuple[Trick, str]] = {
    **{f"{name}-bomb": (packed(lambda n=name: bomb(n), name), "too_large") for name in _PACKERS},
    "gzip-members-without-end": (endless_bomb_of_members, "too_large"),
    "nested-gzip": (packed(lambda: gzip.compress(gzip.compress(PAGE)), "gzip, gzip"), "broken"),
    "nested-in-two-headers": (headed("Content-Encoding: gzip", "Content-Encoding: br"), "broken"),
    "unknown-encoding": (packed(lambda: PAGE, "compress"), "broken"),
    **{
        f"{name}-cut-off": (packed(lambda p=pack: p(NOISE)[:-20_000], name), "broken")
        for name, pack in _PACKERS.items()
    },
    **{f"{name}-is-none": (packed(lambda: PAGE, name), "broken") for name in _PACKERS},
    "endless-chunks": (
        repeated(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n%s\r\n" % bytes(65536)),
        "too_large",
    ),
    "endless-body": (repeated(_HEAD + b"\r\n", bytes(65536)), "too_large"),
    "endless-chunk-extension": (
        repeated(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n5;", b"x" * 65536),
        "too_large",
    ),
    "endless-trailers": (
        repeated(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-A: b\r\n" * 1000),
        "too_large",
    ),
    "body-drip": (dripping(_HEAD + b"\r\n", b"a"), "too_slow"),
    "chunk-drip": (
        dripping(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        "too_slow",
    ),
    "header-drip": (dripping(_HEAD, b"X-A: b\r\n"), "too_slow"),
    "status-line-drip": (dripping(b"HTTP/1.1 200 ", b"O"), "too_slow"),
    "interim-drip": (dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "too_slow"),
    "silence": (silent(), "too_slow"),
    "silence-after-head": (silent(_HEAD + b"Content-Length: 9\r\n\r\n"), "too_slow"),
    "silence-in-gzip": (
        silent(_HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(NOISE)[:9000]),
        "too_slow",
    ),
    "interim-flood": (repeated(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000), "too_large"),
    "header-flood": (repeated(_HEAD, b"X-A: b\r\n" * 1000), "too_large"),
    "header-line-without-end": (repeated(_HEAD + b"X-A: ", b"a" * 65536), "too_large"),
    "length-too-large": (raw(_HEAD + b"Content-Length: 9999\r\n\r\nabc"), "broken"),
    "length-enormous": (raw(_HEAD + b"Content-Length: 99999999999\r\n\r\nabc"), "too_large"),
    "length-of-many-digits": (
        raw(_HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n"),
        "broken",
    ),
    "length-negative": (raw(_HEAD + b"Content-Length: -1\r\n\r\nabc"), "broken"),
    "lengths-that-differ": (
        raw(_HEAD + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
        "broken",
    ),
    "chunks-cut-off": (raw(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab"), "broken"),
    "chunk-size-is-none": (raw(_HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "broken"),
    "no-status-line": (raw(PAGE), "broken"),
    "status-is-none": (raw(b"HTTP/1.1 abc\r\n\r\n"), "broken"),
    "nothing": (raw(b""), "broken"),
    "head-cut-off": (raw(b"HTTP/1.1 200 OK\r\nContent-"), "broken"),
    "nul-in-header": (raw(_HEAD + b"X-A: a\0b\r\n\r\n"), "broken"),
    "reset": (reset, "broken"),
    "image": (headed(content_type="image/png"), "wrong_type"),
    "video-without-end": (
        repeated(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n", bytes(65536)),
        "wrong_type",
    ),
    "pdf": (headed(content_type="application/pdf"), "wrong_type"),
    "empty-type": (headed(content_type=" "), "wrong_type"),
    "not-found": (headed(status="404 Not Found"), "status"),
    "gone": (headed(status="410 Gone"), "status"),
    "failure": (headed(status="500 Oops"), "status"),
    "unknown-status": (headed(status="799 What"), "status"),
    "partial": (headed(status="206 Partial Content"), "status"),
    "switching": (raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"), "broken"),
    "not-modified-unasked": (raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"), "status"),
    "redirect-to-itself": (to("/redirect-to-itself"), "redirects"),
    "redirect-in-a-circle": (to("/circle"), "redirects"),
    "redirect-growing": (growing, "redirects"),
    "six-redirects": (to("/hop5"), "redirects"),
    "redirect-nowhere": (headed(status="302 Found"), "redirects"),
    "redirect-to-file": (to("file:///etc/passwd"), "bad_url"),
    "redirect-to-ftp": (to("ftp://kabar.example/"), "bad_url"),
    "redirect-to-gopher": (to("gopher://kabar.example/"), "bad_url"),
    "redirect-to-data": (to("data:text/html,a"), "bad_url"),
    "redirect-to-script": (to("javascript:alert(1)"), "bad_url"),
    "redirect-to-mail-port": (to("http://127.0.0.1:25/"), "bad_url"),
    "redirect-to-password": (to("http://a:b@127.0.0.1/"), "bad_url"),
    "redirect-to-odd-host": (to("http://[::1/"), "bad_url"),
    "redirect-too-long": (to("/" + "a" * 9000), "bad_url"),
    "redirect-to-private": (to("http://10.0.0.1/"), "refused_address"),
    "redirect-to-metadata": (to("http://169.254.169.254/latest/"), "refused_address"),
    "redirect-to-odd-number": (to("http://2130706433/"), "refused_address"),
    "redirect-twice-to-private": (to("/redirect-to-private"), "refused_address"),
    "redirect-to-mapped": (to("http://[::ffff:10.0.0.1]/"), "refused_address"),
}

TRICKS: dict[str, Trick] = {
    **CHAIN,
    "/circle": to("/redirect-in-a-circle"),
    **{f"/{name}": trick for name, trick in GOOD.items()},
    **{f"/{name}": trick for name, (trick, _) in BAD.items()},
}
KINDS = {name: kind for name, (_, kind) in BAD.items()}
