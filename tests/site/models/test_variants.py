"""The news of a trial build, for offices that have little yet."""

from msgspec.structs import replace

from tests.support.offices import sample_now, sample_office
from workflow.site.models.public_content import PublicContent
from workflow.site.models.service_report import make_service_report
from workflow.site.models.variants import Variant, make_variant


def test_an_office_without_senders_and_stories_can_be_tried() -> None:
    """A new office: nothing public, and agencies.yml still empty."""
    office = sample_office()
    now = sample_now(office)
    nothing = PublicContent((), (), {}, (), make_service_report(office, [], [], now))
    bare = make_variant(nothing, Variant.FULL, replace(office, agencies={}), now)
    assert bare.stories
    assert not bare.rows
    assert make_variant(bare, Variant.FULL, office, now).rows
