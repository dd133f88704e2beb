"""One site for all tests that only look."""

import pytest

from tests.support.sample_site import Built, build, sample_office


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample office's site, built once."""
    return build(sample_office(tmp_path_factory.mktemp("sample") / "office"))
