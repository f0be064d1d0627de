"""What each command does: arguments in, lines on the terminal, exit status out."""

import os
import shutil
import sys
import webbrowser
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

import msgspec

from headwater import deciding, exporting, filters, judging, protecting, run
from headwater.case import Case
from headwater.check import faults
from headwater.comparing import report_of
from headwater.errors import NoSuchRecord, WrongUse
from headwater.inputs import found
from headwater.records import Actor, Dossier, Edge, Judgement, Problem
from headwater.show.comparison import comparison_json, comparison_text
from headwater.show.evidence import why_text
from headwater.show.lookup import Lookup
from headwater.show.summary import summary_text
from headwater.show.why_actors import side_of
from headwater.write import write_dossier

NARROW, WIDE = 60, 110  # columns of the summary


def trace(arguments: Namespace) -> int:
    """The main job."""
    found(arguments.paths)  # a path that does not exist must not leave an empty case behind
    folder = Path(arguments.case) if arguments.case else default_case(arguments.paths[0])
    with Case(folder, create=True) as case:
        run.take_in(case, arguments.paths, listed=arguments.manifest, progress=_progress(arguments.quiet))
        return _write(case, arguments)


def default_case(path: str) -> Path:
    """`./NAME.case` after the first path."""
    name = "pasted" if path == "-" else Path(path).resolve().name
    return Path(f"{name or 'reports'}.case")


def new(arguments: Namespace) -> int:
    """An empty case."""
    if (Path(arguments.case) / "case.db").exists():
        raise WrongUse(f"{arguments.case} is a case already; add to it with: headwater add {arguments.case} PATH")
    with Case(arguments.case, create=True):
        print(f"{arguments.case} is ready; add reports with: headwater add {arguments.case} PATH")
    return 0


def add(arguments: Namespace) -> int:
    """Reports into a case; nothing is computed yet."""
    for path in arguments.paths:
        if "://" in path:
            raise WrongUse(f"addresses are not fetched in this version; save the page of {path} and add the file")
    with Case(arguments.case) as case:
        before = len(case.reports())
        problems = run.take_in(case, arguments.paths, listed=arguments.manifest, progress=_progress(arguments.quiet))
        if not arguments.quiet:
            print(
                f"{len(case.reports()) - before} reports added, {len(case.reports())} in {arguments.case}; compute with: headwater run {arguments.case}"
            )
        return _told(problems)


def export(arguments: Namespace) -> int:
    """The dossier in another format; the paths written are printed."""
    with Case(arguments.case) as case:
        case.rebuild_judgements()
        dossier = run.dossier_of(case, progress=_progress(arguments.quiet))
        if arguments.out == "-":
            exporting.print_export(case, dossier, arguments.format, public=arguments.publishable)
            return 0
        for path in exporting.export(case, dossier, arguments.format, out=arguments.out, public=arguments.publishable):
            if not arguments.quiet:
                print(path)
    return 0


def compute(arguments: Namespace) -> int:
    """All stages on what is there."""
    with Case(arguments.case) as case:
        return _write(case, arguments)


def _write(case: Case, arguments: Namespace) -> int:
    case.rebuild_judgements()
    dossier = run.dossier_of(case, progress=_progress(arguments.quiet))
    page, data = write_dossier(case, dossier)
    if arguments.json:
        print(msgspec.json.encode(_summary(dossier, page, data)).decode())
    elif not arguments.quiet:
        width = max(NARROW, min(WIDE, shutil.get_terminal_size((100, 24)).columns))
        print(summary_text(dossier, width=width, colour=_colour()))
        print(f"\n{page}\n{data}")
    if getattr(arguments, "open", False):
        webbrowser.open(page.resolve().as_uri())
    return _told(dossier.problems)


def _summary(dossier: Dossier, page: Path, data: Path) -> dict[str, object]:
    return {
        "reports": len(dossier.documents),
        "stories": len(dossier.stories),
        "derivations": len(dossier.derivations),
        "claims": len(dossier.claims),
        "problems": [f"{one.input}: {one.message}" for one in dossier.problems],
        "html": str(page),
        "json": str(data),
    }


def _told(problems: Sequence[Problem]) -> int:
    """Name each problem on standard error; the exit status."""
    for one in problems:
        print(f"headwater: {one.input}: {one.message}", file=sys.stderr)
    return 1 if problems else 0


def _colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _progress(quiet: bool) -> run.Progress:
    if quiet or not sys.stderr.isatty():
        return run.quiet

    def show(stage: str, done: int, total: int) -> None:
        end = "\n" if total and done == total else ""
        print(f"\r{stage} {done}{f' of {total}' if total else ''}   ", end=end, file=sys.stderr, flush=True)

    return show


def remove(arguments: Namespace) -> int:
    """One report out of a case."""
    with Case(arguments.case) as case:
        named = [r for r in case.reports() if arguments.doc in (r.id, r.path, r.locator, Path(r.path).name)]
        if len(named) != 1:
            said = "names no report" if not named else f"names {len(named)} reports; give the id"
            listed = "\n".join(f"  {r.id}  {r.path}" for r in (named or case.reports()))
            raise NoSuchRecord(f"“{arguments.doc}” {said} of {arguments.case}:\n{listed}")
        case.remove(named[0].id, purge=arguments.purge)
        print(
            f"{named[0].id} is {'destroyed' if arguments.purge else 'taken out'}; write the dossier anew with: headwater run {arguments.case}"
        )
    return 0


def why(arguments: Namespace) -> int:
    """The evidence of a record, or why two are linked."""
    if len(arguments.ids) > 2:
        raise WrongUse("why takes one id or two")
    with Case(arguments.case) as case:
        dossier = run.dossier_of(case)
        ids = [_id_of(dossier, name) for name in arguments.ids]
        edges = _between(case, dossier, *ids) if len(ids) == 2 else ()
        print(why_text(dossier, *ids, edges=edges, case=arguments.case), end="")
    return 0


def compare(arguments: Namespace) -> int:
    """Two reports side by side."""
    with Case(arguments.case) as case:
        dossier = run.dossier_of(case)
        labels = {label: record for record, label in Lookup(dossier).labels.items()} | {f"D{n}": id for id, n in Lookup(dossier).numbers.items()}
        first, second = (report_of(dossier, name, labels) for name in (arguments.a, arguments.b))
        if first.id == second.id:
            raise WrongUse("both are the same report; name two")
        made = run.compare(case, dossier, first, second)
        if arguments.json:
            print(comparison_json(dossier, made))
        else:
            width = max(NARROW, min(WIDE, shutil.get_terminal_size((100, 24)).columns))
            print(comparison_text(dossier, made, width=width, colour=_colour()))
    return 0


def _id_of(dossier: Dossier, name: str) -> str:
    """The id of a report that is named by its label, path or file name; other names stay as they are."""
    numbers = {f"D{n}": id for id, n in Lookup(dossier).numbers.items()}
    named = [one.id for one in dossier.documents if name in (one.path, Path(one.path).name)]
    return numbers.get(name) or (named[0] if len(named) == 1 else name)


def _between(case: Case, dossier: Dossier, first: str, second: str) -> tuple[Edge, ...]:
    """What the stages thought about two reports, or about two actors or mentions."""
    labels = {label: record for record, label in Lookup(dossier).labels.items()}
    sides = [side_of(dossier, labels.get(name, name)) for name in (first, second)]
    if sides[0] is None or sides[1] is None:
        return run.unlinked(case, dossier, first, second)
    left, right = (side.mentions if isinstance(side, Actor) else (side.id,) for side in sides if side is not None)
    return run.actor_links(case, dossier, left, right)


def judge(arguments: Namespace) -> int:
    """A person's decision: kept, obeyed at once."""
    with Case(arguments.case) as case:
        before = run.dossier_of(case)
        if arguments.proposals:
            print("\n".join(protecting.proposed(before, case=arguments.case)))
            return 0
        if arguments.list:
            standing = {one.id: one for one in before.judgements}
            print("\n".join(judging.listed([standing.get(one.id, one) for one in case.said()])) or "nothing is decided yet")
            return 0
        if arguments.merge:
            return _merge(case, before, arguments)
        made = _judgement(case, before, arguments)
        case.judge(made)
        after = run.dossier_of(case)
        page, _ = write_dossier(case, after)
        if not arguments.quiet:
            print("\n".join((f"{made.id}: kept", *judging.changes(before, after), *deciding.changes(before, after), *protecting.told(before, after, made), f"{page} is written anew; take it back with: headwater judge {arguments.case} --undo {made.id}")))
        if made.verdict != "revoked" and not judging.holds(after, made):
            print(f"headwater: {made.left_name} and {made.right_name} are still apart: other decisions that stand forbid it (headwater judge {arguments.case} --list)", file=sys.stderr)
            return 1
    return 0


def _merge(case: Case, before: Dossier, arguments: Namespace) -> int:
    new, faulty = deciding.taken_in(case, arguments.merge)
    after = run.dossier_of(case)
    write_dossier(case, after)
    lost = [one for one in after.judgements if one.orphan]
    if not arguments.quiet:
        print("\n".join((f"{new} decisions taken in from {arguments.merge}", *judging.changes(before, after), *deciding.changes(before, after))))
        print("\n".join(judging.listed(lost)) if lost else "all of them find their words")
    if faulty:
        print(f"headwater: {arguments.merge}: {faulty} lines are no decisions and were passed over", file=sys.stderr)
    return 1 if faulty else 0


def _judgement(case: Case, dossier: Dossier, arguments: Namespace) -> Judgement:
    if arguments.undo:
        return judging.revocation(case, arguments.undo, note=arguments.note, by=arguments.by)
    if arguments.verdict is None:
        raise WrongUse("say what you decide and on what, or --list, --proposals, or --undo ID")
    said = {"note": arguments.note, "by": arguments.by}
    if arguments.verdict in ("protect", "unprotect"):
        named = " ".join(arguments.sides)
        if not named:
            raise WrongUse(f"say whom to {arguments.verdict}: an actor's id or name, or the id of a proposal (headwater judge {case.folder} --proposals)")
        if arguments.verdict == "unprotect":
            return protecting.unprotection(case, dossier, named, **said)
        return protecting.protection(dossier, named, pseudonym=arguments.pseudonym, hide=arguments.details, **said)
    if len(arguments.sides) == 1 and arguments.verdict in ("accept", "reject", "unsure"):
        made = protecting.detail(dossier, arguments.sides[0], arguments.verdict, **said)
        if made is not None:
            return made
    pair = [one for one in dossier.open_edges if [one.id] == arguments.sides]
    if pair and arguments.verdict in ("accept", "reject"):
        return judging.decision(dossier, "same" if arguments.verdict == "accept" else "not_same", arguments.sides, **said)
    if arguments.verdict not in judging.VERDICTS or (arguments.verdict == "unsure" and len(arguments.sides) == 1 and not pair):
        return deciding.decision(dossier, arguments.verdict, arguments.sides, **said)
    return judging.decision(dossier, judging.VERDICTS[arguments.verdict], arguments.sides, **said)


def check(arguments: Namespace) -> int:
    """Verify the whole case."""
    with Case(arguments.case) as case:
        found = list(faults(case))
        for line in found:
            print(f"headwater: {line}", file=sys.stderr)
        if not found:
            print(
                f"{arguments.case}: {len(case.captures())} captures, {len(case.reports())} reports, {len(case.log())} acts: all as they should be"
            )
    return 1 if found else 0


def extract(arguments: Namespace) -> int:
    """The filter `extract`."""
    out = filters.Out(sys.stdout.buffer)
    filters.extract(_files(arguments), out)
    return out.status


def annotate(arguments: Namespace) -> int:
    """The filter `annotate`."""
    layers = arguments.layers.split(",") if arguments.layers else None
    unknown = [layer for layer in layers or () if layer not in filters.LAYERS]
    if unknown:
        raise WrongUse(f"there is no layer {', '.join(unknown)}; there are {', '.join(filters.LAYERS)}")
    out = filters.Out(sys.stdout.buffer)
    filters.annotations(_files(arguments), out, layers=layers, model=arguments.model)
    return out.status


def reuse(arguments: Namespace) -> int:
    """The filter `reuse`."""
    out = filters.Out(sys.stdout.buffer)
    filters.reuse(_files(arguments), out, near_duplicates=arguments.near_duplicates)
    return out.status


def similarity(arguments: Namespace) -> int:
    """The filter `similarity`."""
    out = filters.Out(sys.stdout.buffer)
    filters.similarity(_files(arguments), out)
    return out.status


def stories(arguments: Namespace) -> int:
    """The filter `stories`."""
    out = filters.Out(sys.stdout.buffer)
    filters.stories(_files(arguments), out, final=arguments.final)
    return out.status


def _files(arguments: Namespace) -> list[str]:
    for name in arguments.files:
        if name != "-" and not Path(name).is_file():
            raise WrongUse(f"there is no file “{name}”")
    return list(arguments.files)
