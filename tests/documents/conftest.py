"""The open data of the sample office's site, which papers must agree with."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.sample_site import BuiltSite


@pytest.fixture(scope="session")
def sample_data(sample: BuiltSite) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(sample.site) / "data/layanan.json").read_text())
    return found
