"""``sjekk``: what is wrong with the files, and mending what has one safe answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from laering.domain import check
from laering.domain.check import Known
from laering.domain.entry import Problem
from laering.domain.errors import NotAnEntry, UnknownCode
from laering.files.checking import Plan, known_of, left_to_lead_on, mend, plan_for, problems_in
from laering.files.journal.journal import Journal
from laering.files.journal.names import Place
from laering.i18n import _, ngettext
from laering.ui.commands.change import tell_kept
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import one_line
from laering.ui.words import listed, problem_text, source_names

FOUND_PROBLEMS = 3

MOST_LINES = 12
"""How many lines in which a copy differs are shown."""

BOX = "box-in-answer"
"""The code of what only the person can tell: whether a box in an answer is text or an action."""


class Asked(NamedTuple):
    """What ``sjekk`` was asked for, just as it was typed."""

    files: Sequence[str]
    excepted: Sequence[str]
    tone: bool
    as_json: bool


def check_asked(call: Call, asked: Asked, *, mending: bool, only_try: bool) -> int:
    """Check what is asked for, and mend it where that is asked too; gives the exit status."""
    files, excepted, tone, as_json = asked
    journal = call.journal(folder_of(files))
    if mending:
        return mend_files(
            call, journal, files, excepted, only_try=only_try, tone=tone, as_json=as_json
        )
    return check_files(call, journal, files, excepted, tone=tone, as_json=as_json)


def check_files(
    call: Call,
    journal: Journal,
    files: Sequence[str],
    excepted: Sequence[str],
    *,
    tone: bool,
    as_json: bool,
) -> int:
    """Show every problem, with ``tone`` words of blame too; gives the exit status."""
    places, known = _places_and_known(journal, files, call.today)
    problems = _found(call, journal, places, known, _codes(excepted), tone=tone)
    _show(call, journal, problems, as_json=as_json)
    _sum_up(call, problems, len(places), len(plan_for(journal, problems, known).problems))
    tell_kept(call, journal)
    return FOUND_PROBLEMS if problems else 0


def mend_files(
    call: Call,
    journal: Journal,
    files: Sequence[str],
    excepted: Sequence[str],
    *,
    only_try: bool,
    tone: bool,
    as_json: bool,
) -> int:
    """Show what can be mended, mend it, and show what is left; gives the exit status.

    In a terminal the person is asked first. With ``only_try`` nothing is written.
    """
    places, known = _places_and_known(journal, files, call.today)
    codes = _codes(excepted)
    problems = _found(call, journal, places, known, codes, tone=tone)

    def again() -> list[Problem]:
        nonlocal places, known
        everything, known = _places_and_known(journal, (), call.today)
        # Some may have got another name, and are checked under it when all are.
        places = [each for each in places if each in everything] if files else everything
        return _found(call, journal, places, known, codes, tone=tone)

    plan = _plan(journal, places, problems, known)
    boxes = any(each.code == BOX for each in problems) and call.terminal.can_ask and not only_try
    if plan or not boxes:
        _show_plan(call, plan)
    while plan and not only_try and _mended(call, journal, plan):
        before, problems = plan, again()
        # A day that can be read at last may not be that of the name.
        plan = _plan(journal, places, problems, known)
        if not plan or (plan.problems, plan.led_on) == (before.problems, before.led_on):
            break
        _show_plan(call, plan)
    if boxes:
        from laering.ui.commands.boxes import ask_about_boxes

        ask_about_boxes(call, journal, [each for each in problems if each.code == BOX])
        problems = again()
    if call.terminal.can_ask:
        call.terminal.note()
    _show(call, journal, problems, as_json=as_json)
    _sum_up(call, problems, len(places), 0)
    return FOUND_PROBLEMS if problems else 0


def _mended(call: Call, journal: Journal, plan: Plan) -> bool:
    """Do what the plan says, if the person agrees; tells whether it was done."""
    if not _agreed(call):
        call.terminal.note(_("Nothing is mended."))
        return False
    mend(journal, plan)
    count = len(plan.problems) + sum(len(each.lines) for each in plan.led_on)
    text = ngettext("{count} place is mended.", "{count} places are mended.", count)
    call.terminal.note(text.format(count=count))
    return True


def _plan(
    journal: Journal, places: Sequence[Place], problems: Sequence[Problem], known: Known
) -> Plan:
    """What can be mended, and which links are left to lead on from a change of day."""
    plan = plan_for(journal, problems, known)
    return replace(plan, led_on=left_to_lead_on(journal, places))


def folder_of(files: Sequence[str]) -> Path | None:
    """Where the first of the named files lies, which tells the journal that is meant."""
    for name in files:
        if Path(name).exists():
            return Path(name).absolute().parent
    return None


def _codes(names: Sequence[str]) -> frozenset[str]:
    for name in names:
        if name not in check.MESSAGES:
            raise UnknownCode(value=name, codes=", ".join(check.MESSAGES))
    return frozenset(names)


def _places_and_known(
    journal: Journal, files: Sequence[str], today: date
) -> tuple[list[Place], Known]:
    """The files that are meant, by path or by id or all of them, and what must be known of all."""
    places = journal.places()
    known = known_of(journal, places, source_names(journal.config.sources), today)
    return [_place(journal, name) for name in files] or places, known


def _place(journal: Journal, name: str) -> Place:
    path = Path(name).absolute()
    if not path.is_symlink() and not path.exists():
        return journal.find(name)
    inside = journal.place_of(path)
    if inside is None:
        raise NotAnEntry(path=name)
    return inside


def _found(
    call: Call,
    journal: Journal,
    places: Sequence[Place],
    known: Known,
    excepted: frozenset[str],
    *,
    tone: bool = False,
) -> list[Problem]:
    progress = call.terminal.progress(_("Checking"))
    found = problems_in(journal, places, known, progress, tone=tone)
    return [problem for problem in found if problem.code not in excepted]


def _show(call: Call, journal: Journal, problems: Sequence[Problem], *, as_json: bool) -> None:
    if as_json:
        from laering.ui.formats.data import dumps, problem_data

        call.terminal.json(dumps([problem_data(problem) for problem in problems]) + "\n")
        return
    for problem in problems:
        call.terminal.line(_line(problem), hang=2)
    for problem in problems:
        if problem.code == "copy" and check.OTHER_COPY in dict(problem.facts).values():
            _show_difference(call, journal, problem)


def _show_difference(call: Call, journal: Journal, problem: Problem) -> None:
    """The lines in which a copy and what it was made of differ, the first of them."""
    from difflib import unified_diff

    original = dict(problem.facts)["original"]
    told = [journal.bytes_at(path) for path in (original, problem.path)]
    there, here = (
        data.decode("utf-8", "replace").splitlines() if isinstance(data, bytes) else []
        for data in told
    )
    changed = unified_diff(there, here, n=0, lineterm="")
    # The first two name the files, which are told above.
    lines = [line for line in list(changed)[2:] if not line.startswith("@@")]
    call.terminal.note(f"  {one_line(original)} (−), {one_line(problem.path)} (+)")
    for line in lines[:MOST_LINES]:
        call.terminal.note(f"    {'−' if line[0] == '-' else '+'} {one_line(line[1:])}")
    if len(lines) > MOST_LINES:
        call.terminal.note(f"    … (+{len(lines) - MOST_LINES})")


def _line(problem: Problem) -> str:
    where = f"{one_line(problem.path)}:{problem.line}"
    return f"{where}: {problem.code} {one_line(problem_text(problem))}"


def _sum_up(call: Call, problems: Sequence[Problem], files: int, mendable: int) -> None:
    if not problems:
        call.terminal.note(
            ngettext(
                "{count} file checked: nothing is wrong.",
                "{count} files checked: nothing is wrong.",
                files,
            ).format(count=files)
        )
        return
    wrong = len({problem.path for problem in problems})
    text = ngettext("{problems} in {count} file.", "{problems} in {count} files.", wrong)
    call.terminal.note(text.format(problems=listed(_counts(problems)), count=wrong))
    if mendable:
        call.terminal.note(
            _("«laering sjekk --fiks» mends {count} of these.").format(count=mendable)
        )


def _counts(problems: Sequence[Problem]) -> Iterator[str]:
    """How many problems there are, and apart from them what is no fault: not ready, or its tone."""
    blame = sum(problem.code == "tone" for problem in problems)
    unanswered = sum(problem.code == "unfinished" for problem in problems)
    faults = len(problems) - blame - unanswered
    if faults:
        yield ngettext("{count} problem", "{count} problems", faults).format(count=faults)
    if unanswered:
        text = ngettext("{count} question left", "{count} questions left", unanswered)
        yield text.format(count=unanswered)
    if blame:
        text = ngettext("{count} place with blame", "{count} places with blame", blame)
        yield text.format(count=blame)


def _show_plan(call: Call, plan: Plan) -> None:
    """What would be changed, before and after; beside the data."""
    note = call.terminal.note
    if not plan:
        note(_("Nothing can be mended without a person to judge."))
        return
    note(_("This can be mended:"))
    for problem in plan.recoded:
        note(f"  {one_line(problem.path)}")
        note("    " + _("The letters are read as Windows or UTF-16 wrote them, saved as UTF-8."))
    for problem in plan.moved:
        note(f"  {one_line(problem.path)}")
        day = dict(problem.facts)["value"]
        note(
            "    "
            + _("The file is named after its day, {day}; the old name leads there.").format(day=day)
        )
    for problem in plan.removed:
        note(f"  {one_line(problem.path)}")
        original = one_line(dict(problem.facts)["original"])
        note("    " + _("The copy is taken away. It is equal to {path}.").format(path=original))
    for each in plan.lines:
        note_line(call, each.problem.path, each.problem.line, each.before, each.after)
    for file in plan.led_on:
        for line in file.lines:
            note_line(call, file.path, *line)


def note_line(call: Call, path: str, number: int, before: str, after: str) -> None:
    """Show a line of a file, what it is and what it becomes."""
    call.terminal.note(f"  {one_line(path)}:{number}")
    call.terminal.note(f"    − {one_line(before)}")
    call.terminal.note(f"    + {one_line(after)}")


def _agreed(call: Call) -> bool:
    if not call.terminal.can_ask:
        return True
    from laering.ui.asking.prompt import ask_yes

    return ask_yes(_("Mend it?"))
