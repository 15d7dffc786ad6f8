"""What the lower floors offer says what it is: tests/docstrings.py tells what is looked for."""

import ast

from tests.docstrings import Module, missing, missing_in


def test_every_public_name_of_the_lower_floors_says_what_it_is() -> None:
    assert not missing()


def test_what_is_not_told_is_found() -> None:
    text = '''"""A module."""
SECONDS = 2.0
class Thing:
    def act(self) -> None:
        """Act."""
        _help()
def _help() -> None:
    if True:
        raise NoEntries()
def careful() -> None:
    """Raises NoEntries where nobody catches it."""
    raise NoEntries()
def caught() -> None:
    """Nothing."""
    try:
        _help()
    except LaeringError:
        pass
def taken() -> None:
    """Nothing."""
    elsewhere()
'''
    known = {"elsewhere": "Do it. Raises\nGitMissing."}
    module = Module("domain/a.py", ast.parse(text), text.splitlines(), known)

    assert sorted(missing_in(module)) == [
        "domain/a.py:19: taken does not say that it raises GitMissing",
        "domain/a.py:2: SECONDS does not say what it counts",
        "domain/a.py:3: Thing has no docstring",
        "domain/a.py:4: act does not say that it raises NoEntries",
    ]
