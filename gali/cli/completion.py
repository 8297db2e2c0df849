"""What the shell offers where a region, a sector or a newspaper is to be named."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

_MOST = 50


def complete_region(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return regions whose code or name begins so: the code, with the name as its help."""
    from corpus.identity import fold
    from corpus.vocabulary import regions

    begun = fold(incomplete)
    found = [
        CompletionItem(region.code, help=region.official_name)
        for region in regions().values()
        if region.code.startswith(incomplete)
        or fold(region.plain_name).startswith(begun)
        or fold(region.official_name).startswith(begun)
    ]
    return found[:_MOST]


def complete_sector(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return sectors whose code begins so, with the name as their help."""
    from corpus.vocabulary import sectors

    return [
        CompletionItem(sector.code, help=sector.name_en)
        for sector in sectors().values()
        if sector.code.startswith(incomplete)
    ]


def complete_scheme(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return award schemes whose id begins so, with the name as their help."""
    from corpus.vocabulary import award_schemes

    return [
        CompletionItem(scheme.scheme_id, help=scheme.name)
        for scheme in award_schemes().values()
        if scheme.scheme_id.startswith(incomplete)
    ]
