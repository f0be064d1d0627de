"""The public names: sorted, complete, each with a docstring, none of them a module."""

import types

import pytest

import headwater

NAMES: list[str] = list(getattr(headwater, "__all__", []))

pytestmark = pytest.mark.skipif(not NAMES, reason="headwater has no public names yet")


def test_names_are_sorted_and_listed_once() -> None:
    assert sorted(set(NAMES)) == NAMES


def test_every_public_name_is_listed() -> None:
    modules = {name for name, value in vars(headwater).items() if isinstance(value, types.ModuleType)}
    found = {name for name in vars(headwater) if not name.startswith("_")} - modules - {"TYPE_CHECKING"}
    assert found <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_exists_and_says_what_it_is(name: str) -> None:
    value = getattr(headwater, name)
    assert not isinstance(value, types.ModuleType)
    if isinstance(value, type | types.FunctionType):
        assert (value.__doc__ or "").strip()
