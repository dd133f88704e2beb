"""The office that stories are brought into."""

from pathlib import Path

import pytest

from tests.importing.export import FORMER
from tests.support.offices import base_office


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = base_office(tmp_path / "office")
    with (made / "site_config/policy.yml").open("a") as policy:
        policy.write(FORMER)
    return made
