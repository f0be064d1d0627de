import pytest
from tests.show.pile import pile

from headwater.records import Dossier


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    return pile()
