"""Importing: 10,000 varied posts of WordPress beside a bare loop of lxml and markdownify that writes as many files."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from shutil import copytree, rmtree

from bench.archive import REPOSITORY
from bench.measure import PYTHON, REDAKSI, medians, peak, process
from bench.prose import SENTENCES, TITLES
from bench.setting import Setting
from bench.table import Row

POSTS = 10_000
SITE = "https://lama.contoh.example"
POLICY = f"former_site: {{address: {SITE}/, until: 2025-12-31}}\n"
CATEGORIES = ("kesehatan", "pendidikan", "infrastruktur", "Kegiatan Bupati")
BARE = """
import sys
from pathlib import Path
from lxml import etree
from markdownify import markdownify
content = "{http://purl.org/rss/1.0/modules/content/}encoded"
for number, (_, item) in enumerate(etree.iterparse(sys.argv[1], tag="item")):
    text = markdownify(item.findtext(content) or "", heading_style="atx")
    Path(sys.argv[2], f"{number}.md").write_text(f"---\\ntitle: {item.findtext('title')}\\n---\\n{text}\\n")
    item.clear()
"""
HEAD = f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Situs lama</title><link>{SITE}</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>{SITE}</wp:base_blog_url>
<wp:author><wp:author_login>humas1</wp:author_login>
<wp:author_display_name>Tim Humas</wp:author_display_name></wp:author>
"""


def write_export(path: Path, posts: int) -> Path:
    """An export with so many posts: blocks and the classic editor, pictures, galleries, embeds, tables, broken HTML."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        file.writelines(_items(posts))
        file.write("</channel></rss>\n")
    return path


def _items(posts: int) -> Iterator[str]:
    random = Random(posts)
    for number in range(1, posts + 1):
        year, month, day = 2012 + number % 13, 1 + number % 12, 1 + number % 28
        title = f"{random.choice(TITLES)} {number}"
        slug = title.lower().replace(" ", "-")
        category, status = CATEGORIES[number % len(CATEGORIES)], "draft" if number % 50 == 0 else "publish"
        name = category.lower().replace(" ", "-")
        yield (
            f"<item><title><![CDATA[{title}]]></title><link>{SITE}/{year}/{month:02}/{slug}/</link>"
            f"<dc:creator><![CDATA[humas1]]></dc:creator><content:encoded><![CDATA[{_body(random, number)}]]>"
            f"</content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>"
            f"<wp:post_date>{year}-{month:02}-{day:02} 09:{number % 60:02}:00</wp:post_date>"
            f"<wp:post_name>{slug}</wp:post_name><wp:status>{status}</wp:status><wp:post_type>post</wp:post_type>"
            f'<category domain="category" nicename="{name}"><![CDATA[{category}]]></category>'
            '<category domain="post_tag" nicename="desa"><![CDATA[Desa]]></category></item>\n'
        )


def _body(random: Random, number: int) -> str:
    paragraphs = [" ".join(random.sample(SENTENCES, 4)) for _ in range(6)]
    link = f'<a href="{SITE}/?p={max(1, number - 7)}">berita sebelumnya</a>'
    extra = (
        f"[caption id='1']<img src='{SITE}/wp-content/uploads/a.jpg'> Keterangan[/caption]",
        "<ul><li>satu<ul><li>dua</ul><li>tiga</ul>",
        "<table><tr><th>Tahun</th><th>Jumlah</th></tr><tr><td>2019</td><td>12</td></tr></table>",
        '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>',
        "<div><b>tidak <i>ditutup</div> &amp; 5 * 3 # [x] _y_",
    )[number % 5]
    if number % 2:
        blocks = "\n\n".join(f"<!-- wp:paragraph -->\n<p>{one}</p>\n<!-- /wp:paragraph -->" for one in paragraphs)
        return f"{blocks}\n\n<!-- wp:html -->\n{extra}\n<!-- /wp:html -->\n\n<!-- wp:paragraph -->\n<p>{link}</p>"
    return "\n\n".join([paragraphs[0], extra, *paragraphs[1:], link])


def run(setting: Setting) -> list[Row]:
    """Whole processes, each into an empty archive."""
    root = setting.folder / "import"
    if not root.exists():
        copytree(REPOSITORY / "site_config", root / "site_config")
        with (root / "site_config/policy.yml").open("a") as policy:
            policy.write(POLICY)
    export, bare = write_export(setting.folder / "export.xml", POSTS), setting.folder / "bare"
    command = (
        *(REDAKSI, "import", "wordpress", export, "--root", root, "--default-category", "kesehatan"),
        *("--report", setting.folder / "report.md"),
    )

    def ours() -> float:
        _empty(root / "content/news")
        return process(*command)

    def theirs() -> float:
        _empty(bare)
        return process(PYTHON, "-c", BARE, export, bare)

    spent, peer = medians(setting.times, ours, theirs)
    again = process(*command)
    _empty(root / "content/news")
    return [
        Row("importing 10,000 posts, a bare loop of lxml and markdownify", spent, 10, peer=peer),
        Row("the same again, when all are there", again, 0.5, peer=spent),
        Row("its memory", peak(*command), 500, unit="MiB"),
    ]


def _empty(folder: Path) -> None:
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
