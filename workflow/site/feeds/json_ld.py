"""JSON-LD: what a page is in schema.org's words, for search engines. Plain data; xml.json_script writes it."""

from collections.abc import Sequence
from typing import Any

from workflow.config.face import Identity, PressContact
from workflow.config.office import Office
from workflow.i18n.catalog import tr
from workflow.i18n.language import DEFAULT_LANGUAGE
from workflow.records import urls
from workflow.records.fact_check import FactCheck, Verdict
from workflow.site.feeds.xml import absolute_url, rfc3339
from workflow.site.images.brand import logo_address
from workflow.site.models.gathered.events import StoryEvent
from workflow.site.models.gathered.topics import TopicPage
from workflow.site.models.offered_file import OfferedFile
from workflow.site.models.story import Story

JsonLd = dict[str, Any]
SCHEMA_CONTEXT = "https://schema.org"
LOGO_ADDRESS = "assets/images/redaksi.svg"


def organization(office: Office) -> JsonLd:
    """The office as a GovernmentOrganization."""
    identity = office.identity
    return {
        "@context": SCHEMA_CONTEXT,
        "@type": "GovernmentOrganization",
        "@id": absolute_url(office, "#kantor"),
        "name": identity.name,
        "alternateName": identity.short,
        "url": absolute_url(office, ""),
        "logo": absolute_url(office, logo_address(office) or LOGO_ADDRESS),
        "email": identity.email,
        "telephone": identity.international_phone,
        "address": _postal_address(identity),
        "areaServed": {"@type": "AdministrativeArea", "name": identity.regency},
        "correctionsPolicy": absolute_url(office, urls.GUIDELINES),
        "publishingPrinciples": absolute_url(office, urls.GUIDELINES),
        **_press(identity.press),
    }


def _postal_address(identity: Identity) -> JsonLd:
    parts = {
        "streetAddress": identity.street_address,
        "addressLocality": identity.regency,
        "addressRegion": identity.province,
        "postalCode": identity.postal_code,
        "addressCountry": "ID",
    }
    return {"@type": "PostalAddress", **{name: part for name, part in parts.items() if part}}


def _press(press: PressContact | None) -> JsonLd:
    if press is None:
        return {}
    phone = {"telephone": press.international_phone} if press.phone else {}
    point = {"@type": "ContactPoint", "contactType": "press", "name": press.name, "email": press.email, **phone}
    return {"contactPoint": point}


def website(office: Office) -> JsonLd:
    """The site, with the address of its search."""
    return {
        "@context": SCHEMA_CONTEXT,
        "@type": "WebSite",
        "name": office.identity.site_title,
        "description": office.identity.tagline,
        "url": absolute_url(office, ""),
        "inLanguage": DEFAULT_LANGUAGE,
        "publisher": {"@id": absolute_url(office, "#kantor")},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute_url(office, f"{urls.SEARCH}?q={{search_term_string}}"),
            },
            "query-input": "required name=search_term_string",
        },
    }


def article(story: Story, office: Office) -> JsonLd:
    """A story as a NewsArticle, its corrections among it."""
    url = absolute_url(office, story.address)
    publisher = organization(office)
    del publisher["@context"]
    data: JsonLd = {
        "@context": SCHEMA_CONTEXT,
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "url": url,
        "headline": story.title,
        "description": story.summary,
        "datePublished": rfc3339(story.published, office),
        "dateModified": rfc3339(story.changed, office),
        "inLanguage": DEFAULT_LANGUAGE,
        "isAccessibleForFree": True,
        "articleSection": story.category.name,
        "author": [_author(story, office)],
        "publisher": publisher,
    }
    if story.former_site:
        data["isPartOf"] = {"@type": "WebSite", "name": story.former_site.name, "url": story.former_site.address}
    if story.tags:
        data["keywords"] = list(story.tags)
    if story.pictures:
        data["image"] = [absolute_url(office, picture.address) for picture in story.pictures]
    if story.attachments:
        data["associatedMedia"] = [_document(one, office) for one in story.attachments]
    if story.corrections:
        data["correction"] = [
            {"@type": "CorrectionComment", "text": act.note, "datePublished": rfc3339(act.at, office)}
            for act in story.corrections
        ]
    if story.valid_until is not None:
        data["expires"] = rfc3339(story.valid_until, office)
    if story.replies:
        data["comment"] = [
            {
                "@type": "Comment",
                "creditText": f"{act.respondent}, {act.capacity}",
                "text": act.note,
                "datePublished": rfc3339(act.at, office),
            }
            for act in story.replies
        ]
    return data


def _document(one: OfferedFile, office: Office) -> JsonLd:
    """An attachment as a MediaObject, with the digest by which everybody can tell that it is the office's."""
    number = {"identifier": one.number} if one.number else {}
    return {
        "@type": "MediaObject",
        "name": one.title,
        **number,
        "contentUrl": absolute_url(office, one.address),
        "encodingFormat": "application/pdf",
        "contentSize": str(one.size),
        "sha256": one.digest,
    }


RATINGS = {
    Verdict.FALSE: ("Salah", 1),
    Verdict.MISLEADING: ("Menyesatkan", 2),
    Verdict.PARTLY_TRUE: ("Sebagian benar", 3),
    Verdict.TRUE: ("Benar", 5),
    Verdict.UNPROVEN: ("Belum terbukti", None),
}
"""The verdicts in words, and on Google's scale from 1 (false) to 5 (true); an unproven claim has no place on it."""


def claim_review(story: Story, check: FactCheck, office: Office) -> JsonLd:
    """The claim that a story answers, as a ClaimReview with all that Google asks: `claimReviewed`, `url`, a rating.

    Whose it is stands as `creditText`: an `author` is a Person or an Organization, and no record says which.
    Source: https://schema.org/ClaimReview; https://developers.google.com/search/docs/appearance/structured-data/factcheck.
    """
    name, value = RATINGS[check.verdict]
    rating: JsonLd = {"@type": "Rating", "alternateName": name}
    if value is not None:
        rating |= {"ratingValue": value, "bestRating": 5, "worstRating": 1}
    claim: JsonLd = {"@type": "Claim", "name": check.claim}
    if check.claimed_by:
        claim["creditText"] = check.claimed_by
    if check.appeared_in:
        is_address = check.appeared_in.startswith("https://")
        kind = {"url": check.appeared_in} if is_address else {"name": check.appeared_in}
        claim["appearance"] = [{"@type": "CreativeWork", **kind}]
    return {
        "@context": SCHEMA_CONTEXT,
        "@type": "ClaimReview",
        "url": absolute_url(office, story.address),
        "datePublished": rfc3339(story.published, office),
        "claimReviewed": check.claim,
        "author": {"@type": "GovernmentOrganization", "name": office.identity.name, "url": absolute_url(office, "")},
        "reviewRating": rating,
        "itemReviewed": claim,
    }


def event(story: Story, announced: StoryEvent, office: Office) -> JsonLd:
    """What a story announces as an Event, on the office's clock."""
    if announced.is_timed:
        starts = rfc3339(announced.starts, office)
        ends = {"endDate": rfc3339(announced.over, office)} if announced.has_end else {}
    else:
        starts, ends = announced.first_day.isoformat(), {"endDate": announced.last_day.isoformat()}
    region = {"@type": "PostalAddress", "addressRegion": office.identity.regency, "addressCountry": "ID"}
    data: JsonLd = {
        "@context": SCHEMA_CONTEXT,
        "@type": "Event",
        "name": story.title,
        "description": story.summary,
        "url": absolute_url(office, story.address),
        "startDate": starts,
        **ends,
        "eventStatus": f"{SCHEMA_CONTEXT}/Event{'Cancelled' if announced.is_cancelled else 'Scheduled'}",
        "eventAttendanceMode": f"{SCHEMA_CONTEXT}/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": announced.place, "address": region},
        "inLanguage": DEFAULT_LANGUAGE,
    }
    if announced.organiser:
        data["organizer"] = {"@type": "Organization", "name": announced.organiser}
    if story.picture:
        data["image"] = [absolute_url(office, story.picture.address)]
    return data


def topic(page: TopicPage, shown: Sequence[Story], address: str, office: Office) -> JsonLd:
    """A page of a topic as a CollectionPage. `shown`: its stories that are no parts of a series."""
    parts = [story for _, story in page.parts]
    entries = [
        {"@type": "ListItem", "position": position, "name": story.title, "url": absolute_url(office, story.address)}
        for position, story in enumerate([*parts, *shown], 1)
    ]
    data: JsonLd = {
        "@context": SCHEMA_CONTEXT,
        "@type": "CollectionPage",
        "name": page.label.title,
        "url": absolute_url(office, address),
        "dateModified": rfc3339(page.changed, office),
        "inLanguage": DEFAULT_LANGUAGE,
        "isPartOf": {"@type": "WebSite", "url": absolute_url(office, "")},
        "publisher": {"@id": absolute_url(office, "#kantor")},
        "mainEntity": {"@type": "ItemList", "numberOfItems": len(entries), "itemListElement": entries},
    }
    return data | ({"description": page.summary} if page.summary else {})


def _author(story: Story, office: Office) -> JsonLd:
    """Who wrote it: of a story that nobody signed, the office."""
    if story.author == office.identity.short:
        return {"@id": absolute_url(office, "#kantor")}
    who: JsonLd = {"@type": "Person", "name": story.author}
    return who | {"url": absolute_url(office, story.author_page)} if story.author_page else who


def breadcrumbs(trail: list[tuple[str, str]], office: Office) -> JsonLd:
    """The path from the home page to a page: names and addresses, the page itself last."""
    steps = [(tr("Home"), urls.HOME), *trail]
    entries = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute_url(office, address)}
        for position, (name, address) in enumerate(steps, 1)
    ]
    return {"@context": SCHEMA_CONTEXT, "@type": "BreadcrumbList", "itemListElement": entries}
