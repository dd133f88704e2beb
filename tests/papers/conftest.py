"""The open data of the sample office's site, which papers must agree with."""

import json
from typing import Any

import pytest

from tests.site.building import built_sample


@pytest.fixture(scope="session")
def sample_data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((built_sample().site / "data/layanan.json").read_text())
    return found
