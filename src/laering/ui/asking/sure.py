"""What cannot be taken back by the next key is asked about once more."""

from laering.i18n import _
from laering.ui.asking.asker import Asker, Choice, Looked, Overview


def looked_over(asker: Asker, shown: Overview) -> Looked:
    """What somebody does about the overview; who throws away does so twice, or anything else."""
    choice = asker.look_over(shown)
    if choice is not Choice.THROW_AWAY:
        return choice
    sure = _("Throw it away? Once more, and it is in the trash.")
    return asker.look_over(shown._replace(notes=(*shown.notes, sure)))
