"""Stand-in of `gh api` for workflows of before, which called it; `gh` itself asks no server without TLS.

usage: gh api [--method GET] [--paginate] [--slurp] PATH [-f KEY=VALUE]...
"""

import argparse
import json
import os
import sys
from urllib.parse import urlencode
from urllib.request import Request, urlopen


def main() -> None:
    """Print the one page that there is, as `--slurp` does."""
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["api"])
    parser.add_argument("path")
    parser.add_argument("-f", dest="fields", action="append", default=[])
    parser.add_argument("--method")
    parser.add_argument("--paginate", action="store_true")
    parser.add_argument("--slurp", action="store_true")
    asked = parser.parse_args()
    query = urlencode(dict(field.split("=", 1) for field in asked.fields))
    url = f"{os.environ['GITHUB_API_URL']}/{asked.path}?{query}".rstrip("?")
    request = Request(url, headers={"Authorization": f"Bearer {os.environ['GH_TOKEN']}"})
    with urlopen(request, timeout=30) as answer:
        json.dump([json.load(answer)], sys.stdout)


if __name__ == "__main__":
    main()
