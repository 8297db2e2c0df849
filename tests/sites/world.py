"""A country of outlets: one of each style, on names under ``localhost``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sites.agency import Agency
from sites.blogger import Blogger
from sites.codeigniter import CodeIgniter
from sites.joomla import Joomla
from sites.network_daily import NetworkDaily
from sites.outlet import Outlet
from sites.query_cms import QueryCms
from sites.wordpress import WordPress

STYLES: dict[str, Callable[..., Outlet]] = {
    "wordpress": lambda **options: WordPress(
        "Kabar Banyumas", "kabar-banyumas.localhost", **_in("33.02", options)
    ),
    "wordpress_magazine": lambda **options: WordPress(
        "Suara Lombok",
        "suara-lombok.localhost",
        **{"theme": "magazine", "permalinks": "month"} | _in("52.01", options),
    ),
    "wordpress_closed": lambda **options: WordPress(
        "Radar Kolaka", "radar-kolaka.localhost", **{"rest_status": 401} | _in("74.01", options)
    ),
    "blogger": lambda **options: Blogger(
        "Lintas Bukit", "lintas-bukit.localhost", **_in("13.06", options)
    ),
    "codeigniter": lambda **options: CodeIgniter(
        "Pemerintah Kabupaten Ponorogo", "ponorogo-kab.localhost", **_in("35.02", options)
    ),
    "joomla": lambda **options: Joomla(
        "Pemerintah Kabupaten Merauke", "merauke-kab.localhost", **_in("93.01", options)
    ),
    "query_cms": lambda **options: QueryCms(
        "Pemerintah Kabupaten Sleman", "sleman-kab.localhost", **_in("34.04", options)
    ),
    "agency": lambda **options: Agency(
        "ANTARPULAU News Gorontalo", "gorontalo-antarpulau.localhost", **_in("75.01", options)
    ),
    "network_daily": lambda **options: NetworkDaily(
        "Harian Pesisir", "harian-pesisir.localhost", **_in("33.27", options)
    ),
}
"""How to make an outlet of each style; takes the options of `Outlet`."""


def make_outlets(**options: Any) -> list[Outlet]:
    """Return one outlet of each style, all with the same options."""
    return [make(**options) for make in STYLES.values()]


def _in(region: str, options: dict[str, Any]) -> dict[str, Any]:
    """Return options with a region, unless they name one."""
    return {"region": region} | options
