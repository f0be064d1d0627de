import pytest

from headwater.records import Dossier
from tests.show.pile import pile


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    return pile()
