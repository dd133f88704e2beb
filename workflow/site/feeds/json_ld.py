"""What search engines are told of a page in schema.org's words. Plain data; web.data_block puts it into a page."""

from typing import Any

from workflow.config.office import Office
from workflow.i18n.catalog import DEFAULT_LANGUAGE, tr
from workflow.records import urls
from workflow.site.feeds.xml import absolute, stamp
from workflow.site.models.story import Story

Thing = dict[str, Any]
CONTEXT = "https://schema.org"
LOGO = "assets/images/redaksi.svg"


def organization(office: Office) -> Thing:
    """The office as a GovernmentOrganization."""
    identity = office.identity
    return {
        "@context": CONTEXT,
        "@type": "GovernmentOrganization",
        "@id": absolute(office, "#kantor"),
        "name": identity.name,
        "alternateName": identity.short,
        "url": absolute(office, ""),
        "logo": absolute(office, LOGO),
        "email": identity.email,
        "telephone": identity.phone,
        "address": {"@type": "PostalAddress", "streetAddress": identity.address, "addressCountry": "ID"},
        "areaServed": {"@type": "AdministrativeArea", "name": identity.regency},
        "correctionsPolicy": absolute(office, urls.GUIDELINES),
        "publishingPrinciples": absolute(office, urls.GUIDELINES),
    }


def website(office: Office) -> Thing:
    """The site, with the address of its search."""
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": office.identity.short,
        "description": office.identity.tagline,
        "url": absolute(office, ""),
        "inLanguage": DEFAULT_LANGUAGE,
        "publisher": {"@id": absolute(office, "#kantor")},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute(office, f"{urls.SEARCH}?q={{search_term_string}}"),
            },
            "query-input": "required name=search_term_string",
        },
    }


def article(story: Story, office: Office) -> Thing:
    """A story as a NewsArticle, its corrections among it."""
    url = absolute(office, story.address)
    publisher = organization(office)
    del publisher["@context"]
    made: Thing = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "url": url,
        "headline": story.title,
        "description": story.summary,
        "datePublished": stamp(story.published, office),
        "dateModified": stamp(story.changed, office),
        "inLanguage": DEFAULT_LANGUAGE,
        "isAccessibleForFree": True,
        "articleSection": story.category.name,
        "author": [{"@type": "Person", "name": story.author, "url": absolute(office, "tentang/")}],
        "publisher": publisher,
    }
    if story.tags:
        made["keywords"] = list(story.tags)
    if story.picture:
        made["image"] = [absolute(office, story.picture.address)]
    if story.corrections:
        made["correction"] = [
            {"@type": "CorrectionComment", "text": one.note, "datePublished": stamp(one.at, office)}
            for one in story.corrections
        ]
    return made


def breadcrumbs(trail: list[tuple[str, str]], office: Office) -> Thing:
    """The way from the home page to a page: names and addresses, the page itself last."""
    steps = [(tr("Home"), urls.HOME), *trail]
    entries = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute(office, address)}
        for position, (name, address) in enumerate(steps, 1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": entries}
