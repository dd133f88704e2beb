"""The short names by which records speak of people, agencies and the rest: each says what it names."""

from typing import Annotated

from msgspec import Meta

from workflow.i18n.message import mark
from workflow.text.field_types import KEY_PATTERN, LONGEST_KEY

PersonKey = Annotated[
    str,
    Meta(
        pattern=KEY_PATTERN,
        max_length=LONGEST_KEY,
        description=mark("somebody's short name from people.yml"),
        examples=["rina"],
    ),
]
RoleKey = Annotated[
    str,
    Meta(
        pattern=KEY_PATTERN,
        max_length=LONGEST_KEY,
        description=mark("a function's short name from the SOP"),
        examples=["redaktur"],
    ),
]
AgencyKey = Annotated[
    str,
    Meta(
        pattern=KEY_PATTERN,
        max_length=LONGEST_KEY,
        description=mark("an agency's short name from agencies.yml"),
        examples=["dinkes"],
    ),
]
OutletKey = Annotated[
    str,
    Meta(
        pattern=KEY_PATTERN,
        max_length=LONGEST_KEY,
        description=mark("an outlet's short name from partners.yml"),
        examples=["website"],
    ),
]
CategoryKey = Annotated[
    str,
    Meta(
        pattern=KEY_PATTERN,
        max_length=LONGEST_KEY,
        description=mark("a category's short name from categories.yml"),
        examples=["kesehatan"],
    ),
]
ReasonKey = Annotated[
    str,
    Meta(
        pattern=KEY_PATTERN,
        max_length=LONGEST_KEY,
        description=mark("a coded reason from delays.yml"),
        examples=["gangguan-jaringan"],
    ),
]
EditionKey = Annotated[
    str,
    Meta(
        pattern=KEY_PATTERN,
        max_length=LONGEST_KEY,
        description=mark("the name of an edition of the SOP"),
        examples=["100-2026"],
    ),
]
StatusKey = Annotated[
    str,
    Meta(
        pattern=KEY_PATTERN,
        max_length=LONGEST_KEY,
        description=mark("a status that the SOP knows"),
        examples=["received"],
    ),
]
ResultKey = Annotated[
    str,
    Meta(
        pattern=KEY_PATTERN,
        max_length=LONGEST_KEY,
        description=mark("a result that the step knows"),
        examples=["approved"],
    ),
]
