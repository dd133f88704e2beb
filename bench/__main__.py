"""`python -m bench [--times N] [NAME ...]`: measure everything, or some of it, and print a table."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import (
    audit,
    change,
    clock,
    comment,
    delivery,
    full,
    github,
    hostile,
    importing,
    language,
    listing,
    orders,
    papers,
    publish,
    receive,
    related,
    search,
    site,
    three,
    writing,
)
from bench.setting import Setting
from bench.table import Row, draw

BENCHMARKS: dict[str, Callable[[Setting], list[Row]]] = {
    "full": full.run,
    "three": three.run,
    "clock": clock.run,
    "change": change.run,
    "comment": comment.run,
    "audit": audit.run,
    "receive": receive.run,
    "orders": orders.run,
    "search": search.run,
    "related": related.run,
    "hostile": hostile.run,
    "delivery": delivery.run,
    "papers": papers.run,
    "writing": writing.run,
    "language": language.run,
    "site": site.run,
    "publish": publish.run,
    "github": github.run,
    "list": listing.run,
    "import": importing.run,
}


def main() -> None:
    """Leave with 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--times", type=int, default=5, help="runs that the median is taken of (default: 5)")
    arguments = parser.parse_args()
    rows: list[Row] = []
    with TemporaryDirectory(prefix="redaksi-bench-") as folder:
        setting = Setting(Path(folder), arguments.times)
        for name in arguments.names or BENCHMARKS:
            print(f"measuring {name} ...", file=sys.stderr)
            rows += BENCHMARKS[name](setting)
    print(draw(rows))
    sys.exit(not all(row.met for row in rows))


if __name__ == "__main__":
    main()
