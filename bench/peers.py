"""The same site for other makers of sites: Hugo with a theme of the same outputs; Pelican and plain Material."""

import datetime as dt
import json
import re
import sys
from pathlib import Path

from workflow.records.article import Article
from workflow.records.request import Request
from workflow.text.document import read_document
from workflow.text.validate import convert

HUGO = str(Path(sys.executable).with_name("hugo"))
MKDOCS = str(Path(sys.executable).with_name("mkdocs"))
PELICAN_PROGRAM = str(Path(sys.executable).with_name("pelican"))
PELICAN = """\
SITENAME = "Redaksi"
SITEURL = "https://contoh.example"
THEME = "simple"
TIMEZONE = "Asia/Pontianak"
DEFAULT_LANG = "id"
DEFAULT_PAGINATION = 20
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/{slug}.atom.xml"
YEAR_ARCHIVE_SAVE_AS = "arsip/{date:%Y}/index.html"
MONTH_ARCHIVE_SAVE_AS = "arsip/{date:%Y}/{date:%m}/index.html"
"""
CONFIG = """\
baseURL = "https://contoh.example/"
locale = "id"
title = "Redaksi"
[pagination]
pagerSize = 20
[taxonomies]
category = "kategori"
tag = "topik"
agency = "instansi"
month = "arsip"
"""
LIST = """\
{{ define "main" }}<h1 id="isi">{{ .Title }}</h1>
{{ $pager := .Paginate (where site.RegularPages "Section" "berita") }}
<div class="r-cards">{{ range $pager.Pages }}{{ partial "card.html" . }}{{ end }}</div>
{{ partial "pagination.html" . }}{{ end }}
"""
TERM = LIST.replace('(where site.RegularPages "Section" "berita")', ".Pages")
TERMS = """\
{{ define "main" }}<h1 id="isi">{{ .Title }}</h1>
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ len .Pages }}</li>{{ end }}</ul>{{ end }}
"""
LETTER = """\
{{ define "main" }}<div class="l-request"><header class="r-head"><h1 id="isi">Surat {{ .Title }}</h1>
<p class="r-lede">{{ .Params.subject }}</p></header>
<dl class="r-facts r-facts--wide"><div><dt>Instansi</dt><dd>{{ .Params.sender }}</dd></div>
<div><dt>Diterima</dt><dd><time datetime="{{ .Date }}">{{ .Date.Format "2 January 2006 15.04" }}</time></dd></div></dl>
<ol class="l-way">{{ range .Params.way }}<li class="l-way__step"><h3><span>{{ .step }}</span> {{ .role }}</h3>
<p class="r-meta">Selesai <time datetime="{{ .at }}">{{ time.Format "2 January 2006 15.04" .at }}</time></p>
<p>{{ div .worked 60 }} menit dari {{ div .norm 60 }} menit</p></li>{{ end }}</ol></div>{{ end }}
"""
LETTERS = """\
{{ define "main" }}<h1 id="isi">Register</h1><table>{{ range .Pages }}<tr><td><a href="{{ .RelPermalink }}">
{{ .Title }}</a></td><td>{{ .Params.subject }}</td><td>{{ .Params.sender }}</td></tr>{{ end }}</table>{{ end }}
"""
CARD = """\
<article class="r-card"><p class="r-kicker">{{ index .Params.kategori 0 }}</p>
<h3 class="r-card__title"><a href="{{ .RelPermalink }}">{{ .Title }}</a></h3>
<p class="r-card__summary">{{ .Params.summary }}</p>
<p class="r-meta"><time datetime="{{ .Date }}">{{ .Date.Format "2 January 2006" }}</time></p></article>
"""
SINGLE = """\
{{ define "main" }}<div class="r-story"><header><p class="r-kicker">{{ index .Params.kategori 0 }}</p>
<h1 id="isi">{{ .Title }}</h1><p class="r-lede">{{ .Params.summary }}</p><p>Oleh {{ .Params.author }}<br>
<time datetime="{{ .Date }}">{{ .Date.Format "2 January 2006" }}</time></p></header>
<div class="r-body">{{ .Content }}</div></div>
<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
{{ $kin := first 3 (index site.Taxonomies.kategori (index .Params.kategori 0)).Pages }}
<section class="r-cards">{{ range $kin }}{{ partial "card.html" . }}{{ end }}</section>{{ end }}
"""


def hugo(office: Path, root: Path) -> Path:
    """A Hugo site of an office that has been built: its theme is the same HTML around the content."""
    frame = (office / "site/berita/2026/berita-0001/index.html").read_text(encoding="utf-8")
    frame = re.sub(r"<title>.*?</title>", "<title>{{ .Title }}</title>", frame, flags=re.DOTALL)
    before, _, rest = frame.partition('<div class="r-story">')
    after = rest[rest.rindex("</article>\n            </div>") :] if "</article>\n            </div>" in rest else ""
    layouts = {
        "_default/baseof": f'{before}{{{{ block "main" . }}}}{{{{ end }}}}{after}',
        "_default/list": LIST,
        "_default/single": SINGLE,
        "_default/taxonomy": TERM,
        "_default/term": TERM,
        "_default/terms": TERMS,
        "index": LIST,
        "surat/single": LETTER,
        "surat/list": LETTERS,
        "partials/card": CARD,
    }
    for name, text in layouts.items():
        _write(root / f"layouts/{name}.html", text)
    _write(root / "hugo.toml", CONFIG)
    for file, article, body in _articles(office):
        header = {
            "title": article.title,
            "date": _iso(article),
            "summary": article.summary,
            "author": article.author,
            "kategori": [article.category],
            "topik": list(article.tags),
            "instansi": [f"instansi-{int(article.request[-4:]) % 30}"],
            "arsip": [_iso(article)[:7]],
        }
        _write(root / f"content/berita/{file.parent.name}/{file.name}", f"{json.dumps(header, indent=1)}\n\n{body}")
    for file, request in _requests(office):
        way = [
            {"step": one.step, "role": one.by, "at": _at(one.finished), "worked": 1800, "norm": 3600}
            for one in request.steps
        ]
        letter: dict[str, object] = {
            "title": request.id,
            "date": _at(request.letter.received),
            "subject": request.letter.subject,
        }
        letter |= {"sender": request.letter.sender, "way": way}
        _write(root / f"content/surat/{file.parent.name}/{file.name}", json.dumps(letter, indent=1))
    return root


def pelican(office: Path, root: Path) -> Path:
    """The same articles for Pelican, with its simple theme, lists by category, tag and month, and feeds."""
    _write(root / "pelicanconf.py", PELICAN)
    for file, article, body in _articles(office):
        head = f"Title: {article.title}\nDate: {_iso(article)}\nCategory: {article.category}\n"
        head += f"Tags: {', '.join(article.tags)}\nAuthor: {article.author}\nSlug: {file.stem}-{file.parent.name}\n"
        _write(root / f"content/{file.parent.name}/{file.name}", f"{head}Summary: {article.summary}\n\n{body}")
    return root


def material(office: Path, root: Path) -> Path:
    """The same articles as plain pages of Material, out of the navigation, with the search it has by default."""
    _write(
        root / "mkdocs.yml",
        "site_name: Redaksi\nsite_url: https://contoh.example/\ntheme: {name: material, language: id, font: false}\n"
        "nav: [index.md]\n",
    )
    _write(root / "docs/index.md", "# Redaksi\n")
    for file, article, body in _articles(office):
        _write(
            root / f"docs/berita/{file.parent.name}/{file.name}", f"# {article.title}\n\n{article.summary}\n\n{body}"
        )
    return root


def _articles(office: Path) -> list[tuple[Path, Article, str]]:
    found = []
    for file in sorted(office.glob("content/news/*/*.md")):
        document, findings = read_document(file.name, file.read_bytes())
        if document is None:
            raise ValueError(findings)
        found.append((file, convert(Article, document.header), document.body))
    return found


def _requests(office: Path) -> list[tuple[Path, Request]]:
    found = []
    for file in sorted(office.glob("content/requests/*/*.md")):
        document, findings = read_document(file.name, file.read_bytes())
        if document is None:
            raise ValueError(findings)
        found.append((file, convert(Request, document.header)))
    return found


def _iso(article: Article) -> str:
    return _at(article.publish_at or 0)


def _at(seconds: int) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
