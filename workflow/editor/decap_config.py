"""The configuration of Decap CMS: two collections with fields from the record types, and their backend."""

from enum import StrEnum
from typing import Any

from workflow.config.office import Office
from workflow.editor.form_fields import WRITABLE, form_fields
from workflow.editor.record_states import article_states, branch_states, request_states
from workflow.editor.status_panel import WIDGET, panel_words
from workflow.i18n.catalog import translate
from workflow.i18n.language import DEFAULT_LANGUAGE, in_language
from workflow.i18n.message import say
from workflow.records.article import Article
from workflow.records.request import Request

NEWS_FOLDER, REQUESTS_FOLDER = "content/news", "content/requests"


class Collection(StrEnum):
    """What the editor shows; also the middle of a branch's name."""

    NEWS = "berita"
    REQUESTS = "surat"


RECORD_TYPES: dict[Collection, type[Any]] = {Collection.NEWS: Article, Collection.REQUESTS: Request}


def editor_settings(office: Office, backend: dict[str, Any]) -> dict[str, Any]:
    """Everything that the editor's page reads when it begins. `backend`: where Decap keeps what it saves."""
    with in_language(DEFAULT_LANGUAGE):
        config = {
            "backend": backend | {"commit_messages": _commit_messages()},
            "load_config_file": False,
            "locale": DEFAULT_LANGUAGE,
            "publish_mode": "editorial_workflow",
            "media_folder": NEWS_FOLDER,
            "media_library": {"name": "redaksi"},
            "public_folder": "",
            "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
            "show_preview_links": False,
            "site_url": office.identity.website,
            "collections": [_news(office), _requests(office)],
        }
        listed = {
            "folders": {Collection.NEWS.value: NEWS_FOLDER, Collection.REQUESTS.value: REQUESTS_FOLDER},
            "states": {Collection.NEWS.value: article_states(), Collection.REQUESTS.value: request_states(office)},
            "branches": branch_states(),
            "senders": {key: one.name for key, one in office.agencies.items()},
        }
    formats = {
        str(name): {"order": [*kind.__struct_encode_fields__], "fields": _written(kind)}
        for name, kind in RECORD_TYPES.items()
    }
    return {"config": config, "formats": formats, "list": listed, "story": panel_words(office)}


def _commit_messages() -> dict[str, str]:
    names = {"collection": "{{collection}}", "slug": "{{slug}}"}
    return {
        "create": translate(say("{collection} “{slug}”: begun on the writing page", **names)),
        "update": translate(say("{collection} “{slug}”: written on, on the writing page", **names)),
    }


def _news(office: Office) -> dict[str, Any]:
    status = {"name": "status", "label": translate(say("Where the story stands")), "widget": WIDGET, "default": "draft"}
    return {
        "name": Collection.NEWS.value,
        "label": translate(say("News")),
        "label_singular": translate(say("Article")),
        "folder": NEWS_FOLDER,
        "path": "{{year}}/{{slug}}",
        "slug": "{{fields.title}}",
        "identifier_field": "title",
        "summary": "{{title}} ({{request}})",
        "extension": "md",
        "format": Collection.NEWS.value,
        "create": True,
        "delete": False,
        "media_folder": "",
        "public_folder": "",
        "preview_path": "",
        "editor": {"preview": False},
        "fields": [status, *form_fields(Article, office)],
    }


def _requests(office: Office) -> dict[str, Any]:
    return {
        "name": Collection.REQUESTS.value,
        "label": translate(say("Letters")),
        "label_singular": translate(say("Letter")),
        "folder": REQUESTS_FOLDER,
        "path": "{{year}}/{{slug}}",
        "identifier_field": "id",
        "summary": "{{id}}: {{letter.subject}}",
        "extension": "md",
        "format": Collection.REQUESTS.value,
        "create": False,
        "delete": False,
        "editor": {"preview": False},
        "fields": form_fields(Request, office),
    }


def _written(kind: type[Any]) -> list[str]:
    """The names that the format may write; a new article's status among them."""
    keys = dict(zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True))
    order = [*kind.__struct_encode_fields__]
    own = [keys[name] for name in WRITABLE[kind]] + (["status"] if kind is Article else [])
    return sorted(own, key=order.index)
