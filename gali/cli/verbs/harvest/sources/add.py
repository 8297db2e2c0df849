"""``gali harvest sources add``: a site is visited and written down as an outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gali.cli.network import make_own_agent, network_options
from gali.cli.outlets import KINDS
from gali.cli.session import Session, pass_session
from gali.cli.verb import BUILD, Verb, quiet_option
from gali.terminal import clean_line

if TYPE_CHECKING:
    from gali.site_inspection import Proposal
    from harvest.outlets.manifest import Kind


@click.command(
    "add",
    cls=Verb,
    section=BUILD,
    examples=[
        "gali harvest sources add kabar.example --region banyumas --contact me@kampus.example",
        "gali harvest sources add https://www.kabar.example --kind daily --dry-run",
    ],
)
@click.argument("url", metavar="ADDRESS")
@click.option("--name", help="Name of the outlet.  [default: as its home page prints it]")
@click.option("--slug", help="Name of its file.  [default: made of its domain]")
@click.option("--kind", type=click.Choice(KINDS), help="Who publishes.  [default: by its domain]")
@click.option("--region", help="Region it reports on.  [default: by its domain, else national]")
@click.option("--force", is_flag=True, help="Replace a file of that name.")
@click.option("--dry-run", is_flag=True, help="Print the file, write nothing.")
@network_options
@quiet_option
@pass_session
def command(
    session: Session,
    /,
    url: str,
    name: str | None,
    slug: str | None,
    kind: Kind | None,
    region: str | None,
    force: bool,
    dry_run: bool,
    contact: str | None,
    delay_seconds: float | None,
) -> None:
    """Visit a site and write it down as an outlet of your own.

    The file goes into your own folder (sources_dir). The site's software, feeds, sitemaps, search
    and lists of articles are looked for in a handful of polite requests. Look at the file, change
    it if you know better, then run gali harvest check.
    """
    session.flags |= {"contact": contact, "delay_seconds": delay_seconds}
    from gali.site_inspection import with_slug
    from harvest.outlets.writing import format_manifest, write_manifest

    proposal = _propose(session, url, name, kind, region)
    for note in proposal.notes:
        session.note(clean_line(note))
    source = with_slug(proposal, slug)
    if dry_run:
        click.echo(format_manifest(source), nl=False)
        return
    path = write_manifest(source, session.settings.sources_dir, replace=force)
    session.note(f"Wrote {path}; now: gali harvest check {source.slug}")


def _propose(
    session: Session, url: str, name: str | None, kind: Kind | None, region: str | None
) -> Proposal:
    """Return the site as it was met."""
    from corpus.filters import resolve_region
    from gali.site_inspection import inspect_site
    from harvest.fetching.waits import HostWaits

    code = resolve_region(region)[0] if region else None
    agent = make_own_agent(session.settings.contact)
    fetcher = session.open_fetcher(agent, HostWaits(session.settings.delay_seconds))
    return inspect_site(fetcher, url, name=name, kind=kind, region=code)
