"""``tiltak virket`` and ``tiltak virket-ikke``: whether it worked, and what is tried instead."""

from collections.abc import Sequence

from laering.domain import followup
from laering.domain.action import Action, Effect
from laering.domain.entry import Entry
from laering.domain.errors import NoSuchAction, NotFinished
from laering.domain.fitting import ACTION, fit
from laering.domain.typed import read_typed
from laering.files.journal.journal import Journal
from laering.i18n import _
from laering.ui.asking.asker import BACK, Typing
from laering.ui.asking.by_terminal import asker_for
from laering.ui.asking.phrases import about_actions
from laering.ui.asking.questions import action_check
from laering.ui.commands.acting import adding, change, echo, not_as_it_stands, put, tell
from laering.ui.commands.spoken import Spoken, named_and_told
from laering.ui.commands.which import TO_JUDGE, which
from laering.ui.desk.call import Call
from laering.ui.words import understood


def worked(call: Call, journal: Journal, words: Sequence[str]) -> None:
    """Tell that a finished action worked; the ``words`` name it, and tell how one knows."""
    entry, action, said = _meant(call, journal, words)
    _judge(call, journal, entry, action, Effect(True, call.today, said))
    tell(call.terminal, _("It worked."))
    _tell_before(call, action)


def failed(
    call: Call,
    journal: Journal,
    words: Sequence[str],
    instead: Sequence[str] | None,
) -> None:
    """Tell that a finished action did not work, and make what is tried ``instead``.

    Where that is not said, whoever sits there is asked.
    """
    tried = [read_typed(each, call.today) for each in instead or ()]
    entry, action, said = _meant(call, journal, words)
    became = _judge(call, journal, entry, action, Effect(False, call.today, said), tried)
    tell(call.terminal, _("It did not work."))
    _tell_before(call, action)
    for each in tried:
        tell(call.terminal, _("New: {action}").format(action=understood(each, call.today)))
    if not tried and not (call.terminal.can_ask and _asked(call, journal, became)):
        told = _("What do you try instead? Write it with: laering tiltak ny {entry} …")
        tell(call.terminal, told.format(entry=entry.id))


def _meant(call: Call, journal: Journal, words: Sequence[str]) -> tuple[Entry, Action, str]:
    """The finished action that is meant, its entry, and what is said of it. Raises NotFinished.

    A number that leads to none, with words behind it, is the first of these: «3 weeks without».
    """
    spoken = named_and_told(call, journal, words)
    try:
        entry, action = which(call, journal, spoken, TO_JUDGE)
    except NoSuchAction:
        if not spoken.said:
            raise
        spoken = Spoken(spoken.reference, "", (spoken.figures, *spoken.said))
        entry, action = which(call, journal, spoken, TO_JUDGE)
    if not action.finished:
        raise not_as_it_stands(NotFinished, entry, action, call.today)
    return entry, action, " ".join(fit(" ".join(spoken.said), ACTION).split())


def _judge(
    call: Call,
    journal: Journal,
    entry: Entry,
    action: Action,
    effect: Effect,
    tried: Sequence[Action] = (),
) -> Entry:
    """Write whether an action worked, and with it what is tried instead; gives what it became."""
    echo(call, entry, action)

    def edit(body: str) -> str | None:
        changed = followup.judged(body, action.number, effect)
        for each in tried:
            add = adding(journal, entry, each, call.today)
            changed = None if changed is None else add(changed)
        return changed

    return change(journal, entry, action, edit)


def _tell_before(call: Call, action: Action) -> None:
    """Say that an action was judged before: what stands there stays, and the new one counts."""
    if action.effect is not None:
        told = _("It was judged before, which stays in the file; this one counts now.")
        tell(call.terminal, told)


def _asked(call: Call, journal: Journal, entry: Entry) -> bool:
    """Ask what is tried instead, and make that action; tells whether there is one."""
    with asker_for(call, journal) as asker:
        check = action_check(call.today, None)
        question = _("What do you try instead?")
        typed = asker.line(question, about_actions(), check, Typing("", lambda _text: None))
    if typed is BACK or not typed.strip():
        return False
    put(call, journal, entry, read_typed(typed, call.today))
    return True
