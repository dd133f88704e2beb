"""One site for all tests that only look."""

import pytest

from tests.site.building import Built, built_sample


@pytest.fixture(scope="session")
def sample() -> Built:
    """The sample office's site, built once."""
    return built_sample()
