"""Groups from edges: union-find with vetoes. All groups of Headwater are made here."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Members joined by edges, save where a veto holds two of them apart."""

    def __init__(self, members: Iterable[T], *, vetoes: Iterable[tuple[T, T]] = ()) -> None:
        self._parent: dict[T, T] = {member: member for member in members}
        self._apart = {frozenset(pair) for pair in vetoes}

    def join(self, left: T, right: T) -> bool:
        """Put two members into one group; False where a veto between their groups forbids it."""
        a, b = self.root(left), self.root(right)
        if a == b:
            return True
        if self._apart and self._vetoed(a, b):
            return False
        self._parent[b] = a
        return True

    def root(self, member: T) -> T:
        """The member that stands for the group (path halving, Tarjan 1975)."""
        self._parent.setdefault(member, member)
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def groups(self) -> list[list[T]]:
        """All groups, members and groups in order of arrival."""
        found: dict[T, list[T]] = {}
        for member in self._parent:
            found.setdefault(self.root(member), []).append(member)
        return list(found.values())

    def _vetoed(self, a: T, b: T) -> bool:
        left = [member for member in self._parent if self.root(member) == a]
        right = [member for member in self._parent if self.root(member) == b]
        return any(frozenset((x, y)) in self._apart for x in left for y in right)
