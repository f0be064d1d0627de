"""A person's "the same" and "not the same" on two reports of a stream: obeyed at once, and for all that comes."""

from headwater.relate.story_stream import Event, Stream, current, likely, merge


def judge(stream: Stream, a: str, b: str, *, same: bool) -> None:
    """Hold two reports together or apart; either may still be to come. The last word on a pair counts; over chains, "apart" wins."""
    if a == b:
        return
    gone, kept = (stream.apart, stream.together) if same else (stream.together, stream.apart)
    for one, other in ((a, b), (b, a)):
        gone.get(one, set()).discard(other)
        kept.setdefault(one, set()).add(other)
    if a in stream.home and b in stream.home:
        _obeyed(stream, a, b, same=same)


def _obeyed(stream: Stream, a: str, b: str, *, same: bool) -> None:
    one, other = (current(stream, stream.home[id]) for id in (a, b))
    if same:
        merge(stream, one, other)
    elif one == other:
        _part(stream, one, a, b)


def _part(stream: Stream, story: str, a: str, b: str) -> None:
    """Two stories out of one: each report goes with the nearer of the two; the id stays with the story's first report."""
    group = [id for id, home in stream.home.items() if current(stream, home) == story]
    leaving = _nearer(stream, group, b, a)
    if story in leaving:
        leaving = set(group) - leaving
    opened = next(id for id in group if id in leaving)
    for id in group:
        stream.home[id] = opened if id in leaving else story
    for old in [old for old in stream.alias if old in group]:
        del stream.alias[old]  # its reports are placed anew; an id that opens a story again is no alias
        if old != opened:
            stream.alias[old] = stream.home[old]
    held = {one.id: at for at, one in stream.held.items()}
    numbers = {id: held[id] for id in group if id in held}
    stream.members[story] = sorted(at for id, at in numbers.items() if id not in leaving)
    stream.members[opened] = sorted(at for id, at in numbers.items() if id in leaving)
    stream.events.append(Event("split", story, opened, stream.arrived))


def _nearer(stream: Stream, group: list[str], to: str, than: str) -> set[str]:
    """Those of a group that go with `to`: a person's word first, then the likelier; what is no longer kept stays."""
    held = {one.id: one for one in stream.held.values() if one.id in group}
    found = {to}
    for id in group:
        if id in (to, than) or to in stream.apart.get(id, ()):
            continue
        if than in stream.apart.get(id, ()) or to in stream.together.get(id, ()):
            found.add(id)
        elif {id, to, than} <= held.keys() and than not in stream.together.get(id, ()):
            near, far = likely(stream, held[id], held[to]), likely(stream, held[id], held[than])
            found |= {id} if near > far else set()
    return found
