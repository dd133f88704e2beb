"""The open data of the sample office's site, which papers must agree with."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.sample_site import build, sample_office


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    built = build(sample_office(tmp_path_factory.mktemp("papers") / "office"))
    found: dict[str, Any] = json.loads((Path(built.site) / "data/layanan.json").read_text())
    return found
