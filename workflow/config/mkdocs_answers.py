"""What people who know MkDocs and Material write into mkdocs.yml, and where it is set in an office instead.

Each published setting that has no place there is answered with one sentence; `mkdocs_yml.py` has those that do.
"""

from workflow.i18n.message import mark

_LAYOUT = mark("`{name}` has no place here: the pages have a layout of their own, in site_config/theme/; delete it.")
_SOURCES = mark("`{name}` has no place here: the site is made of records, and of nothing else in docs_dir; delete it.")
_REPOSITORY = mark(
    "`{name}` has no place here: the pages do not lead to the repository; set a link under `footer` in "
    "site_config/office.yml."
)
_DESK = mark("`{name}` has no place here: say it on the command line, as in `mkdocs serve --dev-addr 127.0.0.1:9000`.")
_PUBLISH = mark("`{name}` has no place here: the site is published by `redaksi publish`; delete it.")
_READERS = mark("`{name}` has no place here: readers are not followed, so nothing asks for their consent; delete it.")
_LANGUAGE = mark("`{name}` has no place here: the pages speak Indonesian alone; delete it.")
_COLORS = mark("`{name}` has no place here: set `colors` in site_config/office.yml.")
_FOOTER = mark("`{name}` has no place here: set `footer` in site_config/office.yml.")
_MARKDOWN = mark("`{name}` has no place here: texts are written the same way in every office (PANDUAN.md); delete it.")
_PROGRAM = mark("`{name}` has no place here: mkdocs.yml names no program and no other file of settings; delete it.")
_OWN = mark("`{name}` has no place here: templates see nothing but the office's own data; delete it.")

ANSWERS: dict[tuple[str, ...], str] = {
    ("INHERIT",): _PROGRAM,
    ("hooks",): _PROGRAM,
    ("site_url",): mark("`{name}` has no place here: set `website` in site_config/office.yml."),
    ("site_description",): mark("`{name}` has no place here: set `tagline` in site_config/office.yml."),
    ("site_author",): mark("`{name}` has no place here: set `name` in site_config/office.yml."),
    ("copyright",): _FOOTER,
    **dict.fromkeys([(name,) for name in ("repo_url", "repo_name", "edit_uri", "edit_uri_template")], _REPOSITORY),
    **dict.fromkeys([(name,) for name in ("exclude_docs", "draft_docs", "not_in_nav", "extra_templates")], _SOURCES),
    **dict.fromkeys([("remote_branch",), ("remote_name",)], _PUBLISH),
    **dict.fromkeys([("dev_addr",), ("watch",)], _DESK),
    **dict.fromkeys([("markdown_extensions",), ("mdx_configs",)], _MARKDOWN),
    ("validation",): mark("`{name}` has no place here: `redaksi check` looks at every link; delete it."),
    ("pages",): mark("`{name}` has no place here: write `nav`."),
    ("google_analytics",): _READERS,
    ("config_file_path",): _PROGRAM,
    ("theme", "palette"): _COLORS,
    ("theme", "logo"): mark(
        "`{name}` has no place here: put the picture into site_config/brand/ and set `logo` in site_config/office.yml."
    ),
    ("theme", "locale"): _LANGUAGE,
    **dict.fromkeys([("theme", name) for name in ("direction", "features", "static_templates")], _LAYOUT),
    **dict.fromkeys([("theme", "icon", name) for name in ("edit", "repo", "admonition", "tag")], _LAYOUT),
    ("extra", "social"): _FOOTER,
    ("extra", "homepage"): _LAYOUT,
    ("extra", "generator"): _LAYOUT,
    **dict.fromkeys([("extra", "analytics"), ("extra", "consent")], _READERS),
    ("extra", "alternate"): _LANGUAGE,
    ("extra", "version"): _PUBLISH,
    ("extra", "tags"): _LAYOUT,
    ("extra", "status"): _LAYOUT,
    ("extra", "annotate"): _MARKDOWN,
    ("extra", "polyfills"): mark("`{name}` has no place here: name scripts under `extra_javascript`."),
}
"""By setting."""
FAVICON_ANSWER = mark(
    "`{name}` has no place here: put the picture into site_config/brand/ and set `favicon` in site_config/office.yml."
)
GROUP_ANSWERS: dict[str, str] = {"extra": _OWN, "theme": _LAYOUT}
"""For what somebody else's theme or template may know."""

_SEARCH = mark(
    "`{name}` is not needed: the site has its own search, feeds, keywords and pictures for sharing; delete it."
)
_RECORDS = mark("`{name}` is not needed: pages, dates and authors come from the records; delete it.")
_NAVIGATION = mark("`{name}` is not needed: `nav` here names what stands on top of every page; delete it.")
_PRIVATE = mark(
    "`{name}` is not needed: no page loads anything from another host, and every file is small already; delete it."
)
PLUGIN_ANSWERS: dict[str, str] = {
    **dict.fromkeys(("search", "tags", "social", "rss"), _SEARCH),
    "blog": mark("`{name}` is not needed: news are records in content/news/, see `redaksi --help`; delete it."),
    **dict.fromkeys(("meta", "git-authors", "git-committers", "git-revision-date"), _RECORDS),
    **dict.fromkeys(("git-revision-date-localized", "meta-descriptions"), _RECORDS),
    **dict.fromkeys(("awesome-pages", "awesome-nav", "literate-nav", "section-index"), _NAVIGATION),
    **dict.fromkeys(("privacy", "offline", "optimize", "minify"), _PRIVATE),
    "redirects": mark("`{name}` is not needed: set former addresses in site_config/moved.yml; delete this line."),
}
"""By a plugin's name, without `material/`."""
OTHER_PLUGIN = mark("`{name}` cannot be used: other programs do not make this site; delete this line.")
