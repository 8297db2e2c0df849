"""A form that a browser sent: read as far as is sensible, its values cleaned."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from gali.web.page import BadRequestError

MOST_BYTES = 256_000
_MOST_FIELDS = 3_000  # an innovation of which so many articles tell can still be split
_UNSENDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]+")
_PLACES_TO_RETURN_TO = ("/tinjau", "/inovasi/")


@dataclass(frozen=True, slots=True)
class Form:
    """The values of a form.

    Attributes:
        values: All values of each field, in the order of the form, without control characters.
    """

    values: Mapping[str, Sequence[str]]

    def text(self, name: str) -> str:
        """Return the first value of a field; empty if there is none."""
        return next(iter(self.values.get(name, ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Return all values of a field that may be given several times."""
        return tuple(value for value in self.values.get(name, ()) if value)

    @property
    def way_back(self) -> str:
        """The page to go on with: one of ours, without our prefix."""
        wanted = self.text("kembali")
        parts = urlsplit(wanted)
        is_ours = not (parts.scheme or parts.netloc) and "\\" not in wanted and ".." not in wanted
        return wanted if is_ours and wanted.startswith(_PLACES_TO_RETURN_TO) else "/tinjau"


async def read_form(request: Request) -> Form:
    """Return the form that a request carries.

    Raises:
        BadRequestError: If it is too long, or no form.
    """
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise BadRequestError("error.form")
    try:
        pairs = parse_qsl(
            body.decode("utf-8"),
            keep_blank_values=True,
            max_num_fields=_MOST_FIELDS,
            strict_parsing=bool(body),
        )
    except ValueError as error:
        raise BadRequestError("error.form") from error
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(_UNSENDABLE.sub(" ", value).strip())
    return Form(values)
