"""The command line: one table of commands; what a command needs is loaded when it is called."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence

from headwater.errors import CaseBroken, WrongUse
from headwater.version import VERSION

EPILOG = """examples:
  headwater trace reports/                 read a folder, write reports.case/dossier.html
  headwater trace a.txt b.html -o my.case  read two files into the case my.case
  headwater why my.case s1f0c...           on what words a line of the dossier rests
  headwater annotate < texts.jsonl         one JSON object a line in, one out

All of it works offline: no command opens a network connection.
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line, with help for each command."""
    whole = argparse.ArgumentParser(
        prog="headwater",
        description="Follow a story upstream: who reported it first, who copied whom, on how many origins each claim rests.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"headwater {VERSION}")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (help, fill) in COMMANDS.items():
        one = commands.add_parser(name, help=help, description=help, formatter_class=argparse.RawDescriptionHelpFormatter)
        fill(one)
    return whole


def _trace(one: argparse.ArgumentParser) -> None:
    one.epilog = "examples:\n  headwater trace reports/\n  headwater trace reports/ --manifest list.csv -o my.case --open"
    one.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, zip archives; - reads pasted text")
    one.add_argument("-o", "--case", metavar="CASE", help="the case folder (default: ./NAME.case after the first path)")
    _manifest(one)
    one.add_argument("--open", action="store_true", help="open the dossier in the browser")
    _voice(one)


def _manifest(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--manifest",
        metavar="FILE.csv",
        help="a CSV with the column path and any of url, outlet, title, author, published, language; overrides what is inferred",
    )


def _voice(one: argparse.ArgumentParser) -> None:
    one.add_argument("--quiet", action="store_true", help="print nothing but problems")
    one.add_argument("--json", action="store_true", help="print the summary as JSON")


def _case(one: argparse.ArgumentParser) -> None:
    one.add_argument("case", metavar="CASE", help="the case folder")


def _add(one: argparse.ArgumentParser) -> None:
    one.epilog = "examples:\n  headwater add my.case more/\n  pbpaste | headwater add my.case -"
    _case(one)
    one.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, zip archives; - reads pasted text")
    _manifest(one)
    one.add_argument("--quiet", action="store_true", help="print nothing but problems")


def _run(one: argparse.ArgumentParser) -> None:
    _case(one)
    _voice(one)


def _remove(one: argparse.ArgumentParser) -> None:
    one.epilog = "example:\n  headwater remove my.case r0123456789abcdef --purge"
    _case(one)
    one.add_argument("doc", metavar="DOC", help="the report's id or file name")
    one.add_argument("--purge", action="store_true", help="destroy its words too, for good; the log says so without repeating them")


def _why(one: argparse.ArgumentParser) -> None:
    one.epilog = "examples:\n  headwater why my.case c0123...           the evidence of a claim\n  headwater why my.case r01... r23...      why two reports are linked, or why not"
    _case(one)
    one.add_argument("ids", nargs="+", metavar="ID", help="one id, or two to ask why they are linked")


def _compare(one: argparse.ArgumentParser) -> None:
    one.epilog = "examples:\n  headwater compare my.case wire.txt paper.html     what the paper made of the wire's report\n  headwater compare my.case D3 D7 --json"
    _case(one)
    one.add_argument("a", metavar="A", help="a report by id, label, path or file name")
    one.add_argument("b", metavar="B", help="the report to lay beside it; a revision, a rewrite, or any other")
    one.add_argument("--json", action="store_true", help="print the comparison as JSON")


def _export(one: argparse.ArgumentParser) -> None:
    one.epilog = (
        "formats:\n" + "\n".join(f"  {name:<14} {says}" for name, says in EXPORTS.items()) + "\n\n"
        "examples:\n"
        "  headwater export my.case --as csv -o tables/       a folder of tables\n"
        "  headwater export my.case --as docx -o story.docx\n"
        "  headwater export my.case --as jsonl -o - | jq .\n"
        "  headwater export my.case --as dossier --publishable -o public/   nothing of those who are protected"
    )
    _case(one)
    one.add_argument("--as", dest="format", required=True, choices=sorted(EXPORTS), metavar="FORMAT", help="one of those below")
    one.add_argument("-o", "--out", metavar="OUT", help="the file, or the folder where there are several (default: CASE/exports); - prints one file")
    one.add_argument("--publishable", action="store_true", help="leave out every trace of those who are protected (headwater judge CASE protect ACTOR)")
    one.add_argument("--quiet", action="store_true", help="print nothing but problems")


def _judge(one: argparse.ArgumentParser) -> None:
    one.epilog = (
        "examples:\n"
        "  headwater judge my.case same a01... a23...            two actors are one\n"
        '  headwater judge my.case not-same "R. Karim" a23...    they are not, whatever the names say\n'
        '  headwater judge my.case same o45... --note "asked her"  decide an open pair\n'
        "  headwater judge my.case --proposals                     whom and what to protect\n"
        '  headwater judge my.case protect Ilka --as "a technician"  hidden in what is exported with --publishable\n'
        "  headwater judge my.case accept x89...                   hide a detail that would give her away\n"
        "  headwater judge my.case reject c12...                   a claim, link, difference, event that is none\n"
        '  headwater judge my.case speaker s12... "Edwin Sarr"     who speaks; status EVENT happened, date DOC 2024-05-03, note ID "..."\n'
        '  headwater judge my.case reliability "Osk Post" B        an outlet or a speaker, A to F\n'
        "  headwater judge my.case --merge theirs.jsonl            take in another person's judgements.jsonl\n"
        "  headwater judge my.case --list\n"
        "  headwater judge my.case --undo j67..."
    )
    _case(one)
    one.add_argument("verdict", nargs="?", choices=VERDICTS, metavar="DECISION", help=f"what you decide: {', '.join(VERDICTS)}")
    one.add_argument("sides", nargs="*", metavar="WHAT", help="what is decided on: ids, or names that only one has; see docs/protection.md")
    one.add_argument("--as", dest="pseudonym", metavar="PSEUDONYM", help="with protect: what stands for the name (default: [redacted])")
    one.add_argument("--details", action="store_true", help="with protect: hide all that is proposed as giving the person away")
    one.add_argument("--proposals", action="store_true", help="list who and what may need protection, with the reason")
    one.add_argument("--note", default="", help="why, kept with the decision")
    one.add_argument("--by", help="who decides (default: the name of the user)")
    one.add_argument("--list", action="store_true", help="list all decisions, those taken back too")
    one.add_argument("--undo", metavar="ID", help="take a decision back")
    one.add_argument("--merge", metavar="FILE", help="take in the decisions of another person's judgements.jsonl")
    one.add_argument("--quiet", action="store_true", help="print nothing but problems")


def _check(one: argparse.ArgumentParser) -> None:
    _case(one)


def _files(one: argparse.ArgumentParser) -> None:
    one.add_argument("files", nargs="*", metavar="FILE", help="JSON lines (default: standard input)")


def _annotate(one: argparse.ArgumentParser) -> None:
    one.epilog = "example:\n  headwater annotate --layers times,statements < texts.jsonl"
    _files(one)
    one.add_argument(
        "--layers",
        metavar="A,B",
        help="compute and print only these: published, times, mentions, actors, quantities, statements, events, rules, credits",
    )
    one.add_argument("--model", choices=("fast", "accurate"), default="accurate", help="which language model reads (default: %(default)s)")


def _reuse(one: argparse.ArgumentParser) -> None:
    _files(one)
    one.add_argument("--near-duplicates", action="store_true", help="print only whole-document duplicates")


def _stories(one: argparse.ArgumentParser) -> None:
    _files(one)
    one.add_argument("--final", action="store_true", help="print the assignment after the last line instead")


VERDICTS = ("same", "not-same", "unsure", "accept", "reject", "protect", "unprotect", "speaker", "status", "date", "note", "reliability")

EXPORTS = {
    "csv": "a CSV a list, with a dictionary of the columns; safe to open in a spreadsheet",
    "dossier": "the dossier's page and its data, dossier.html and dossier.json",
    "docx": "the dossier as a Word document",
    "ftm": "FollowTheMoney entities: reports, persons, organisations, mentions",
    "jsonl": "all records, one JSON object a line",
    "parquet": "a Parquet file a list (needs pyarrow: headwater[parquet])",
    "pdf": "the dossier's page as PDF (needs Chromium or Chrome on this machine)",
    "prov": "PROV-JSON: which report was derived from which",
    "schemaorg": "schema.org Claim, as JSON-LD",
    "stix": "STIX 2.1 bundle: reports, outlets, speakers, claims",
    "timelinejs": "TimelineJS: the dated events",
    "webannotation": "W3C Web Annotation: every record over its words, by position and by quote",
}  # what `headwater.exporting` writes; a test holds the two together, so that the help needs not load it

COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "trace": ("the main job: read everything under the paths, write CASE/dossier.html and dossier.json", _trace),
    "new": ("make an empty case", _case),
    "add": ("add reports to a case", _add),
    "run": ("run all stages on a case and write its dossier", _run),
    "remove": ("take a report out of a case", _remove),
    "why": ("the chain of evidence of a record down to the exact words; with two ids, why they are linked or not", _why),
    "compare": ("two reports or two revisions side by side: shared, changed, lost, added, and what was done to the facts", _compare),
    "export": ("the dossier in the formats of other tools", _export),
    "judge": ("decide: who is the same, what is accepted, who is protected; kept, revocable, obeyed at once and in every later run", _judge),
    "check": ("verify every span, text and hash of a case and its log, and say what is broken", _check),
    "extract": ('filter: pages {"id", "html"} to their text, title, date, authors', _files),
    "annotate": ('filter: texts {"id", "text"} to statements, times, credits and the other layers', _annotate),
    "reuse": ("filter: texts to related pairs with aligned passages", _reuse),
    "similarity": ('filter: pairs {"id", "a", "b"} to a score: do they report the same', _files),
    "stories": ("filter: a stream of texts to stories", _stories),
}

FUNCTIONS = {"run": "compute"}  # where the command's name is taken in headwater.commands


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 (fine), 1 (done, some inputs had problems) or 2 (wrong use)."""
    arguments = parser().parse_args(argv)
    commands = importlib.import_module("headwater.commands")
    try:
        status: int = getattr(commands, FUNCTIONS.get(arguments.command, arguments.command))(arguments)
        sys.stdout.flush()
        return status
    except WrongUse as error:
        print(f"headwater: {error}", file=sys.stderr)
        return 2
    except CaseBroken as error:
        print(f"headwater: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of a pipe has gone: that is its right
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("headwater: stopped; what was done so far is kept", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
