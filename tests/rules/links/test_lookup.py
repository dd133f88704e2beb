"""A key that is not in a list: the one that was mistyped is offered, or what people call like it."""

import pytest

from tests.support.offices import sample_office
from workflow.i18n.catalog import translate
from workflow.rules.links._lookup import unknown_key

OFFICE = sample_office()


@pytest.mark.parametrize(
    ("key", "meant"),
    [("dinas-kesehtan", "dinkes"), ("dinas-kesehatan", "dinkes"), ("dinkess", "dinkes"), ("dinas-pendidkan", "disdik")],
)
def test_the_nearest_is_offered(key: str, meant: str) -> None:
    [hit] = unknown_key(("letter", "from"), key, OFFICE.agencies, "agencies")
    assert hit.help
    assert f"`{meant}`" in translate(hit.help)
