"""Related stories are about the same, by the words of their texts; the cost grows with the stories alone."""

import random
from itertools import pairwise
from math import log, sqrt

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.site.models.stories import calls_of
from workflow.records.article import Article, ArticleStatus
from workflow.site.content.story_words import story_words
from workflow.site.models.gathered.related import RelatedStories

SUBJECTS = (
    "imunisasi campak bidan puskesmas balita",
    "jembatan beton girder sungai tiang",
    "padi sawah gabah pupuk irigasi",
    "kapal dermaga nelayan ombak ikan",
    "sekolah murid kelas ujian buku",
)
WORDS = tuple("".join(pair) for pair in pairwise(f"{a}{b}{c}" for a in "bdgkl" for b in "aiu" for c in "mnrst"))


def story(body: str, title: str = "", tags: tuple[str, ...] = ()) -> dict[str, int]:
    """The words of one, as they are kept."""
    article = Article(
        title=title, request="", status=ArticleStatus.PUBLISHED, category="a", summary="", author="a", tags=tags
    )
    return story_words(article, body)


def archive(count: int) -> list[dict[str, int]]:
    """Stories of five subjects, each with words of its own besides."""
    dice = random.Random(7)
    return [story(f"<p>{SUBJECTS[number % 5]} {' '.join(dice.sample(WORDS, 30))}</p>") for number in range(count)]


def test_stories_on_the_same_come_first_whatever_their_category_and_tags() -> None:
    stories = [
        story("<p>Bidan menyuntik balita dengan vaksin campak.</p>", "Imunisasi campak", ("anak",)),
        story("<p>Girder jembatan tiba di sungai.</p>", "Jembatan", ("anak",)),
        story("<p>Vaksin campak tiba; bidan dan balita menunggu.</p>", "Stok vaksin"),
        story("<p>Jembatan dan girder diuji di atas sungai.</p>", "Uji jembatan"),
        *(story(f"<p>Perkara {WORDS[number]} {WORDS[-number]}.</p>") for number in range(4, 12)),
    ]
    related = RelatedStories(stories)
    assert [related.related_to(place, 3)[0] for place in range(4)] == [2, 3, 0, 1]


def test_what_has_nothing_in_common_is_not_related() -> None:
    assert RelatedStories([story("<p>Padi</p>"), story("<p>Kapal</p>")]).related_to(0, 3) == []
    assert RelatedStories([story("")]).related_to(0, 3) == []


def test_no_story_leads_to_an_expired_one_and_its_place_goes_to_the_next() -> None:
    stories = archive(40)
    all_of_them = RelatedStories(stories)
    nearest, *next_ones = all_of_them.related_to(0, 4)
    related = RelatedStories(stories, {nearest})
    assert related.related_to(0, 3) == next_ones
    assert related.related_to(nearest, 3) == all_of_them.related_to(nearest, 3)


def test_prefixes_and_common_words_do_not_count() -> None:
    """The root of a word counts; the words of every release, and names of tags in HTML, do not."""
    filler = [story(f"<p>{WORDS[number]} yang akan dan dengan</p>") for number in range(3, 14)]
    alike = [story("<p>menulis puisi</p>"), story("<strong>Penulis</strong> puisi"), *filler]
    assert RelatedStories(alike).related_to(0, 3) == [1]
    assert RelatedStories(alike).related_to(5, 3) == []


def likeness(counts: list[dict[str, int]], one: int, two: int) -> float:
    """The textbook's: cosine of tf-idf with logarithms."""

    def vector(place: int) -> dict[str, float]:
        among = {word: sum(word in other for other in counts) for word in counts[place]}
        return {word: (1 + log(times)) * log(len(counts) / among[word]) for word, times in counts[place].items()}

    a, b = vector(one), vector(two)
    length = sqrt(sum(x * x for x in a.values()) * sum(x * x for x in b.values())) or 1
    return sum(weight * b.get(word, 0) for word, weight in a.items()) / length


def test_the_closest_is_the_one_that_a_textbook_finds() -> None:
    """A naive peer (all pairs, real logarithms, every word) finds the same subject closest, nearly always."""
    stories = archive(60)
    related = RelatedStories(stories)
    agreed = 0
    for place in range(60):
        best = max((other for other in range(60) if other != place), key=lambda other: likeness(stories, place, other))
        agreed += best % 5 == related.related_to(place, 1)[0] % 5
    assert agreed >= 50


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(alphabet="abcdi <>/p", max_size=60), max_size=12))
def test_any_text_has_an_answer_and_the_same_each_time(bodies: list[str]) -> None:
    stories = [story(body) for body in bodies]
    one, two = RelatedStories(stories), RelatedStories(stories)
    for place in range(len(stories)):
        found = one.related_to(place, 3)
        assert found == two.related_to(place, 3)
        assert place not in found
        assert len(set(found)) == len(found) <= 3


def test_the_cost_grows_with_the_stories_alone() -> None:
    def effort(count: int) -> int:
        stories = archive(count)
        return calls_of(lambda: _run(stories))

    assert effort(800) < 2.6 * effort(400)


def _run(stories: list[dict[str, int]]) -> list[list[int]]:
    related = RelatedStories(stories)
    return [related.related_to(place, 3) for place in range(len(stories))]
