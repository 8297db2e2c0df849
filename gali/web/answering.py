"""From a request to an answer: asks a view, lays its page out, turns failures into pages.

An answer is known by the version of the corpus and what was asked, so that a browser that has it
is told so before anything is read.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from sqlite3 import Connection

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

import gali
from corpus.errors import GaliError, InvalidQueryError, InvalidRecordError
from gali.reviewing.drafts import NoSuchSubjectError
from gali.web.api.answers import JsonAnswer
from gali.web.api.records import Problem
from gali.web.api.schema import to_json
from gali.web.asking import MOST_CHARACTERS, MOST_PARAMETERS, Ask
from gali.web.door import CorpusDoor, TooSlowError
from gali.web.language import LANGUAGES, load_words
from gali.web.memory import Memory, Recollection
from gali.web.page import BadRequestError, MovedPageError, Page, UnknownPageError
from gali.web.rendering import Renderer, pages_version
from gali.web.reviews.desk import Desk
from gali.web.reviews.reviewers import Reviewers
from gali.web.settings import WebSettings

View = Callable[[Connection, Ask], Page]
Writer = Callable[[Connection, Ask], Response]
LANGUAGE_COOKIE = "lang"
_YEAR_SECONDS = 365 * 24 * 3600
_UNSENDABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")
_log = logging.getLogger(__name__)


class Answering:
    """What all routes share: the corpus, what is remembered of it, the templates.

    Args:
        settings: How the server was started.
    """

    def __init__(self, settings: WebSettings) -> None:
        self.settings = settings
        self.door = CorpusDoor(settings.db, settings.seconds)
        self.desk = Desk(settings.db)
        self.reviewers = Reviewers(settings)
        self._memory = Memory(lambda: self.door.version, self.door.reading)
        self._renderer = Renderer()

    def page(self, view: View) -> Callable[[Request], Response]:
        """Return an endpoint that shows a view as a page."""

        def lay_out(conn: Connection, ask: Ask) -> Response:
            return self.html(view(conn, ask), ask)

        return self.endpoint(lay_out)

    def json(self, view: View, answer: JsonAnswer) -> Callable[[Request], Response]:
        """Return an endpoint that tells programs what a page shows."""

        def tell(conn: Connection, ask: Ask) -> Response:
            return JSONResponse(to_json(answer.tell(view(conn, ask), ask)))

        return self.endpoint(tell, is_json=True)

    def endpoint(self, write: Writer, *, is_json: bool = False) -> Callable[[Request], Response]:
        """Return an endpoint for what reads the corpus; failures become pages, or JSON."""
        suffix = ".json" if is_json else ""

        def respond(request: Request) -> Response:
            ask = self.ask(request)
            etag = _etag(request, ask, self.desk.version)
            if etag in _known_etags(request):
                return Response(status_code=304, headers={"ETag": etag, "Vary": "Cookie"})
            try:
                with self.door.reading() as conn:
                    response = write(conn, ask)
            except MovedPageError as moved:
                return _moved(moved, ask, suffix)
            except (GaliError, TooSlowError) as error:
                return _problem(error, ask) if is_json else self.refused(error, ask)
            if response.status_code == 200 and not ask.recollection.is_stale:
                response.headers["ETag"] = etag
                response.headers["Cache-Control"] = "private, no-cache"
                response.headers["Vary"] = "Cookie"
            _keep_language(request, response, ask)
            return response

        return respond

    def close(self) -> None:
        """End what goes on behind the scenes, and close the corpus."""
        self.desk.close()
        self._memory.close()
        self.door.close()

    def look_ahead(self, views: Sequence[View]) -> None:
        """Find behind the scenes what views show when nothing in particular is asked of them."""
        for view in views:
            self._memory.do_later(partial(self._look_ahead, view))

    def _look_ahead(self, view: View) -> None:
        """Ask a view for its page and keep what it finds."""
        version = self.door.version
        ask = Ask(
            path="/",
            params={},
            places={},
            words=load_words(LANGUAGES[0]),
            prefix=self.settings.prefix,
            origin="",
            version=version,
            recollection=Recollection(self._memory, version),
        )
        try:
            with self.door.reading() as conn:
                view(conn, ask)
        except (GaliError, TooSlowError) as error:
            _log.warning("could not look ahead: %s", error)

    def ask(self, request: Request) -> Ask:
        """Return a request as views see it."""
        settings = self.settings
        version = self.door.version
        path = re.sub(r"(\.feed)?\.(csv|xlsx|atom|json)$", "", request.scope["path"])
        return Ask(
            path=path,
            params=_bounded(request.query_params),
            places={name: str(value) for name, value in request.path_params.items()},
            words=load_words(_language(request)),
            prefix=settings.prefix,
            origin=_origin(request, settings),
            version=version,
            recollection=Recollection(self._memory, version),
            reviewer=self.reviewers.name_of(request),
            review_mode=self.reviewers.mode,
        )

    def refused(self, error: GaliError | TooSlowError, ask: Ask) -> Response:
        """Return the page of a failure."""
        return self.html(_error_page(error, ask), ask)

    def html(self, page: Page, ask: Ask) -> Response:
        """Return a page as an answer."""
        html = self._renderer.html(page, ask)
        return Response(html, page.status, media_type="text/html; charset=utf-8")

    def unknown(self, request: Request) -> Response:
        """Return the page that says that there is no such page."""
        ask = self.ask(request)
        return self.html(_error_page(UnknownPageError(_words_of(ask.path)), ask), ask)

    def failed(self, request: Request, error: Exception) -> Response:
        """Return the page that says that something is wrong with us."""
        _log.error("%s failed", request.url.path, exc_info=error)
        ask = self.ask(request)
        page = Page(template="error.html", title=ask.words("error.ours"), status=500)
        return self.html(_with_values(page, key="error.ours_text"), ask)


def _problem(error: GaliError | TooSlowError, ask: Ask) -> Response:
    """Return a failure as programs read it."""
    page = _error_page(error, ask)
    values = page.values
    words = ask.words(values["key"], **values["phrase_values"])
    said = (words, values["what"], values["mend"])
    problem = Problem(
        title=page.title, status=page.status, detail=" ".join(part for part in said if part)
    )
    return JSONResponse(to_json(problem), page.status, media_type="application/problem+json")


def _moved(moved: MovedPageError, ask: Ask, suffix: str) -> Response:
    """Return where a page stands now; a merge that is taken back leads here again."""
    address = ask.href(f"{moved.path}{suffix}", **ask.params)
    return RedirectResponse(address, 301, headers={"Cache-Control": "no-cache"})


def _error_page(error: GaliError | TooSlowError, ask: Ask) -> Page:
    """Return the page of a failure: what is wrong, and how to go on."""
    words = ask.words
    if isinstance(error, UnknownPageError):
        page = Page(template="error.html", title=words("error.unknown"), status=404)
        return _with_values(page, key="error.unknown_text", looked_for=error.looked_for)
    if isinstance(error, BadRequestError):
        page = Page(template="error.html", title=words("error.bad"), status=400)
        return _with_values(
            page, key=error.key, phrase_values=error.values, proposals=error.proposals
        )
    if isinstance(error, TooSlowError):
        page = Page(template="error.html", title=words("error.slow"), status=503)
        return _with_values(page, key="error.slow_text")
    if isinstance(error, (InvalidQueryError, InvalidRecordError, NoSuchSubjectError)):
        page = Page(template="error.html", title=words("error.bad"), status=400)
        return _with_values(page, key="error.bad_text", what=error.what, mend=error.mend)
    assert isinstance(error, GaliError)
    page = Page(template="error.html", title=words("error.corpus"), status=503)
    return _with_values(page, key="error.corpus_text", what=error.what, mend=error.mend)


def _with_values(page: Page, key: str, **values: object) -> Page:
    """Return the page of a failure with all that its template shows."""
    shown = {"key": key, "phrase_values": {}, "proposals": (), "looked_for": ""}
    return Page(
        template=page.template,
        title=page.title,
        status=page.status,
        values=shown | {"what": None, "mend": None} | values,
    )


def _bounded(params: Mapping[str, str]) -> dict[str, str]:
    """Return the first parameters that have a value, each of a bounded length."""
    found = {}
    for name, value in list(params.items())[:MOST_PARAMETERS]:
        kept = _UNSENDABLE.sub(" ", value[:MOST_CHARACTERS]).strip()
        if kept and name.isidentifier():
            found[name] = kept
    return found


def _language(request: Request) -> str:
    """Return the language that was asked for, now or before; else the first."""
    for wanted in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if wanted in LANGUAGES:
            return str(wanted)
    return LANGUAGES[0]


def _keep_language(request: Request, response: Response, ask: Ask) -> None:
    """Let the browser remember a language that was chosen."""
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(
            LANGUAGE_COOKIE,
            ask.words.code,
            max_age=_YEAR_SECONDS,
            path=ask.prefix or "/",
            httponly=True,
            samesite="lax",
        )


def _origin(request: Request, settings: WebSettings) -> str:
    """Return scheme and host under which readers see us."""
    if settings.base_url:
        return settings.base_url.removesuffix("/").removesuffix(settings.prefix)
    return f"{request.url.scheme}://{request.headers.get('host', 'localhost')}"


def _etag(request: Request, ask: Ask, log_version: str) -> str:
    """Return what stands for the answer to a request."""
    corpus = (gali.__version__, pages_version(), ask.version, log_version)
    parts = (*corpus, ask.words.code, ask.reviewer, ask.review_mode)
    asked = f"{request.url.path}?{request.url.query}"
    return f'W/"{sha256("|".join((*parts, ask.origin, asked)).encode()).hexdigest()[:24]}"'


def _known_etags(request: Request) -> set[str]:
    """Return the answers that the browser has already."""
    return {tag.strip() for tag in request.headers.get("if-none-match", "").split(",")}


def _words_of(path: str) -> str:
    """Return the words of an address, to be searched for."""
    return " ".join(re.findall(r"[^\W_]+", path))[:100]
