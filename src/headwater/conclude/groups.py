"""Groups from edges: union-find with vetoes. All groups of Headwater are made here."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Members joined by edges, save where a veto holds two of them apart."""

    def __init__(self, members: Iterable[T], *, vetoes: Iterable[tuple[T, T]] = ()) -> None:
        self._parent: dict[T, T] = {member: member for member in members}
        self._foes: dict[T, set[T]] = {}  # by root: members that nobody of its group may be with
        for a, b in vetoes:
            self.forbid(a, b)

    def forbid(self, left: T, right: T) -> bool:
        """Hold two members apart from now on; False where they are in one group already."""
        a, b = self.root(left), self.root(right)
        if a == b:
            return False
        self._foes.setdefault(a, set()).add(right)
        self._foes.setdefault(b, set()).add(left)
        return True

    def join(self, left: T, right: T) -> bool:
        """Put two members into one group; False where a veto between their groups forbids it."""
        a, b = self.root(left), self.root(right)
        if a == b:
            return True
        if self.apart(a, b):
            return False
        self._parent[b] = a
        foes = self._foes.pop(b, None)
        if foes:
            own = self._foes.setdefault(a, set())
            if len(own) < len(foes):
                own, foes = foes, own
                self._foes[a] = own
            own |= foes
        return True

    def apart(self, left: T, right: T) -> bool:
        """Whether a veto stands between the groups of two members."""
        a, b = self.root(left), self.root(right)
        fewer, other = sorted((a, b), key=lambda root: len(self._foes.get(root, ())))
        return any(self.root(foe) == other for foe in self._foes.get(fewer, ()))

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
