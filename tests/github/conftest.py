"""One office on a hub for each module: what one test leaves behind, the next one finds, as on GitHub."""

from collections.abc import Iterator

import pytest

from tests.github.office import Lab, open_lab


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with open_lab(tmp_path_factory.mktemp("lab")) as made:
        yield made
