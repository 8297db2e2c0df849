"""``gali`` and ``python -m gali``: hands over to the command line, nothing else."""

from __future__ import annotations


def main() -> None:
    """Run the command line and leave with its exit code."""
    from gali.cli.app import app

    app(prog_name="gali")


if __name__ == "__main__":
    main()
