"""What forms of Tinjau do: say who one is, decide, see beforehand what a decision would change."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from corpus.errors import DatabaseRefusedError, GaliError
from gali.reviewing.preview import Change
from gali.web.answering import Answering
from gali.web.asking import Ask
from gali.web.door import TooSlowError
from gali.web.page import BadRequestError, MovedPageError
from gali.web.reviews.drafting import draft_of
from gali.web.reviews.forms import Form, read_form
from gali.web.views import review_desk

_SEE_OTHER = 303


class ReviewEndpoints:
    """Answers the forms of Tinjau.

    Args:
        answering: What all routes share.
    """

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    def routes(self) -> list[BaseRoute]:
        """Return the addresses to which forms are sent; none of them can be read."""
        return [
            Route("/tinjau/masuk", self.enter, methods=["POST"]),
            Route("/tinjau/keluar", self.leave, methods=["POST"]),
            Route("/tinjau/putusan", self.decide, methods=["POST"]),
        ]

    async def enter(self, request: Request) -> Response:
        """Remember who decides from now on."""
        ask = self._answering.ask(request)
        try:
            form = await read_form(request)
            response = RedirectResponse(_address(ask, form.way_back), _SEE_OTHER)
            name = " ".join(form.text("nama").split())
            await run_in_threadpool(
                self._answering.reviewers.enter, name, form.text("sandi"), response
            )
        except GaliError as error:
            return self._answering.refused(error, ask)
        return response

    async def leave(self, request: Request) -> Response:
        """Forget who decided."""
        ask = self._answering.ask(request)
        response = RedirectResponse(_address(ask, "/tinjau"), _SEE_OTHER)
        self._answering.reviewers.leave(request, response)
        return response

    async def decide(self, request: Request) -> Response:
        """Write a decision down, or show what it would change."""
        ask = self._answering.ask(request)
        try:
            if not ask.reviewer:
                raise BadRequestError("error.who")
            form = await read_form(request)
            return await run_in_threadpool(self._decide, ask, form)
        except (GaliError, TooSlowError) as error:
            return self._answering.refused(error, ask)

    def _decide(self, ask: Ask, form: Form) -> Response:
        """Do what a form asks for; what is wrong with it is said beside the form."""
        desk = self._answering.desk
        try:
            if form.text("langkah") == "pratinjau":
                changes = desk.preview(lambda conn: draft_of(conn, form, ask.reviewer))
                return self._desk_page(ask, form, changes=changes)
            decided = desk.decide(lambda conn: draft_of(conn, form, ask.reviewer))
        except DatabaseRefusedError:
            raise
        except GaliError as error:
            if not form.text("id") or ":" in form.text("id"):
                raise
            return self._desk_page(ask, form, problem=error)
        return RedirectResponse(
            _address(ask, form.way_back, putusan=decided.decision.id), _SEE_OTHER
        )

    def _desk_page(
        self,
        ask: Ask,
        form: Form,
        *,
        changes: tuple[Change, ...] | None = None,
        problem: GaliError | None = None,
    ) -> Response:
        """Return the page of one innovation with the form as it was filled in."""
        innovation_id = form.text("id")
        here = replace(
            ask,
            path=f"/tinjau/inovasi/{innovation_id}",
            params={},
            places={"id": innovation_id},
        )
        try:
            with self._answering.door.reading() as conn:
                page = review_desk.show_form(conn, here, form, changes=changes, problem=problem)
        except MovedPageError as moved:
            return RedirectResponse(ask.href(moved.path), _SEE_OTHER)
        return self._answering.html(page, here)


def _address(ask: Ask, way_back: str, **params: str) -> str:
    """Return the whole address of a page of ours, with some parameters set."""
    parts = urlsplit(way_back)
    query = {**dict(parse_qsl(parts.query)), **params}
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{ask.href(parts.path, **query)}{fragment}"
