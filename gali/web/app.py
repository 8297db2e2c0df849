"""The pages as an ASGI application: which address shows what."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.resources import files
from sqlite3 import Connection

import anyio.to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from gali.web.answering import Answering, View
from gali.web.api.answers import ANSWERS
from gali.web.api.openapi import describe_api
from gali.web.asking import Ask
from gali.web.feed import Feed, atom, json_feed
from gali.web.page import Table
from gali.web.rendering import STATIC
from gali.web.reviews.endpoints import ReviewEndpoints
from gali.web.security import Guard
from gali.web.settings import WebSettings
from gali.web.taking import csv_answer, xlsx_answer
from gali.web.views import (
    about,
    articles,
    awards,
    groups,
    home,
    innovations,
    regions,
    replications,
    review_desk,
    review_log,
    review_queue,
    search,
)

# What is shown of the whole corpus when nothing is asked for: the costliest, and asked first.
_FIRST_ASKED: tuple[View, ...] = (
    home.show,
    search.show,
    regions.show_all,
    innovations.register,
    awards.show,
    replications.show,
    groups.show_sectors,
    groups.show_bodies,
)
_A_YEAR = "public, max-age=31536000, immutable"
_SMALLEST_COMPRESSED = 700


@dataclass(frozen=True, slots=True)
class PageRoute:
    """An address and what it shows.

    Attributes:
        path: The address, with places in braces.
        view: What is shown.
        table: The same as rows to take away (``.csv``, ``.xlsx``); None if it lists nothing.
        feed: The same to be followed (``.atom``, ``.feed.json``); None if it cannot be.
    """

    path: str
    view: View
    table: Callable[[Connection, Ask], Table] | None = None
    feed: Callable[[Connection, Ask], Feed] | None = None


PAGES = (
    PageRoute("/", home.show),
    PageRoute("/cari", search.show, search.table, search.feed),
    PageRoute("/inovasi", innovations.register),
    PageRoute("/inovasi/{id}", innovations.show),
    PageRoute("/daerah", regions.show_all, regions.table),
    PageRoute("/daerah/{code}", regions.show),
    PageRoute("/replikasi", replications.show, replications.table),
    PageRoute("/penghargaan", awards.show, awards.table),
    PageRoute("/sektor", groups.show_sectors),
    PageRoute("/sektor/{code}", groups.show_sector),
    PageRoute("/opd", groups.show_bodies),
    PageRoute("/opd/{id}", groups.show_body),
    PageRoute("/artikel/{id}", articles.show),
    PageRoute("/tinjau", review_queue.show),
    PageRoute("/tinjau/riwayat", review_log.show),
    PageRoute("/tinjau/inovasi/{id}", review_desk.show),
    PageRoute("/data", about.show_data),
    PageRoute("/data/kamus", about.show_codebook),
    PageRoute("/tentang", about.show_method),
)


class _Static(StaticFiles):
    """Our own files; their addresses change with their content, so they may be kept for long."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Return a file."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = _A_YEAR
        return response


def make_app(settings: WebSettings) -> Starlette:
    """Return the application that shows a corpus.

    Args:
        settings: Which corpus, and under which names it is asked for.
    """
    answering = Answering(settings)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.n_threads
        answering.look_ahead(_FIRST_ASKED)
        yield
        answering.close()

    static = _Static(directory=str(files("gali.web").joinpath("static")))
    return Starlette(
        routes=[
            *(route for page in PAGES for route in _routes(page, answering)),
            *ReviewEndpoints(answering).routes(),
            Route("/openapi.json", _describe(answering)),
            Route("/robots.txt", _robots),
            Mount(STATIC, static, name="static"),
        ],
        middleware=[
            Middleware(Guard, hosts=settings.allowed_hosts),
            Middleware(GZipMiddleware, minimum_size=_SMALLEST_COMPRESSED, compresslevel=5),
        ],
        exception_handlers={
            404: lambda request, _error: answering.unknown(request),
            Exception: answering.failed,
        },
        lifespan=lifespan,
    )


def _routes(page: PageRoute, answering: Answering) -> list[BaseRoute]:
    """Return the routes of a page and of what can be taken from it; those with a suffix first."""
    routes: list[BaseRoute] = []
    table, feed = page.table, page.feed
    if table is not None:
        for suffix, answer in (("csv", csv_answer), ("xlsx", xlsx_answer)):
            endpoint = answering.endpoint(
                lambda conn, ask, answer=answer, table=table: answer(table(conn, ask))  # type: ignore[misc]
            )
            routes.append(Route(f"{page.path}.{suffix}", endpoint))
    if feed is not None:

        def write_atom(conn: Connection, ask: Ask) -> Response:
            return Response(atom(feed(conn, ask), ask), media_type="application/atom+xml")

        def write_json(conn: Connection, ask: Ask) -> Response:
            return JSONResponse(json_feed(feed(conn, ask), ask), media_type="application/feed+json")

        routes.append(Route(f"{page.path}.atom", answering.endpoint(write_atom)))
        routes.append(Route(f"{page.path}.feed.json", answering.endpoint(write_json)))
    told_at = page.path if page.path != "/" else "/beranda"
    if told_at in ANSWERS:
        routes.append(Route(f"{told_at}.json", answering.json(page.view, ANSWERS[told_at])))
    routes.append(Route(page.path, answering.page(page.view)))
    return routes


def _describe(answering: Answering) -> Callable[[Request], Response]:
    """Return the endpoint of the document that describes the JSON beside the pages."""

    def describe(request: Request) -> Response:
        ask = answering.ask(request)
        return JSONResponse(describe_api(ask.absolute(ask.prefix)))

    return describe


def _robots(_request: Request) -> Response:
    """Return what robots may read: nothing without end."""
    return PlainTextResponse(
        "User-agent: *\nDisallow: /cari\nDisallow: /replikasi\nDisallow: /tinjau\n"
    )
