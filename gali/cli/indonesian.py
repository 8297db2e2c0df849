"""Indonesian words that people try for verbs and options, and what is called so here.

The command line is English; who types ``gali cari`` is told that it is ``gali search``.
"""

from __future__ import annotations

import click

VERBS = {
    "cari": "search",
    "tampilkan": "show",
    "lihat": "show",
    "daerah": "region",
    "wilayah": "region",
    "penghargaan": "awards",
    "replikasi": "replications",
    "statistik": "stats",
    "panen": "harvest",
    "impor": "import",
    "gali": "extract",
    "jalankan": "run",
    "ekspor": "export",
    "unduh": "export",
    "tinjau": "review",
    "periksa": "check",
    "cadangkan": "backup",
    "pulihkan": "restore",
    "lupakan": "forget",
    "sajikan": "serve",
    "layani": "serve",
    "contoh": "demo",
}
OPTIONS = {
    "daerah": "--region",
    "wilayah": "--region",
    "sektor": "--sector",
    "opd": "--owner",
    "pemilik": "--owner",
    "penghargaan": "--award",
    "tahun": "--year",
    "media": "--outlet",
    "dari": "--from",
    "ke": "--to",
    "bentuk": "--format",
    "batas": "--limit",
    "oleh": "--by",
    "bantuan": "--help",
}


def name_option(error: click.NoSuchOption) -> click.NoSuchOption:
    """Return a complaint about an unknown option; of an Indonesian one it names the one meant."""
    meant = OPTIONS.get(error.option_name.lstrip("-"))
    known = error.ctx.command.get_params(error.ctx) if error.ctx else ()
    if meant and any(meant in param.opts for param in known):
        message = f"No such option {error.option_name!r}. Did you mean {meant!r}?"
        return click.NoSuchOption(error.option_name, message, ctx=error.ctx)
    return error
