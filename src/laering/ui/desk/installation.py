"""What is wrong when the libraries that laering is built on are not those it was made for.

Asked only when something has failed: the versions are read from what the installer left.
"""

import os
import re
import sys
from collections.abc import Iterator
from importlib import metadata, util
from types import ModuleType

from laering.domain.errors import LaeringError, PartMissing, PartUnfit

_REQUIREMENT = re.compile(r"([\w.-]+)\s*(?:\[[^\]]*\])?\s*\(?([^;)]*)\)?\s*(;.*)?")

_BOUND = re.compile(r"(<=?|>=?)\s*([\d.]+)")

# The only condition that laering's own requirements have; one with another is passed over.
_FOR_PYTHON = re.compile(r";\s*python_version\s*([<>=]=?)\s*['\"]([\d.]+)['\"]\s*")

# What the installers leave in the folder that they made for one program, and what mends it.
_INSTALLERS = {
    "pipx_metadata.json": "pipx reinstall laering",
    "uv-receipt.toml": "uv tool install --reinstall laering",
}


def fault(error: Exception) -> LaeringError | None:
    """What the installation lacks, when that may be why something failed; else None."""
    for name, version in _unfit():
        return PartUnfit(name=name, version=version, command=mending_command())
    name = _broken(error)
    return PartMissing(name=name, command=mending_command()) if name else None


def mending_command() -> str:
    """The command that installs laering and all it needs anew, as it was installed."""
    for sign, command in _INSTALLERS.items():
        if os.path.exists(os.path.join(sys.prefix, sign)):
            return command
    if util.find_spec("pip") is None:
        return f"uv pip install --python {_quoted(sys.prefix)} --reinstall laering"
    program = _quoted(sys.executable)
    if os.name == "nt" and program != sys.executable:
        program = f"& {program}"  # PowerShell would take it for a text
    return f"{program} -m pip install --upgrade --force-reinstall laering"


def _quoted(path: str) -> str:
    if os.name == "nt":
        return f'"{path}"' if " " in path else path
    from shlex import quote

    return quote(path)


def _unfit() -> Iterator[tuple[str, str]]:
    """The names and versions of what laering's own bounds rule out."""
    for name, bounds in _required():
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
        if not all(_holds(version, *bound) for bound in bounds):
            yield name, version


def _required() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    try:
        lines = metadata.requires("laering") or []
    except metadata.PackageNotFoundError:  # a checkout that is not installed
        return
    for line in lines:
        found = _REQUIREMENT.fullmatch(line)
        if found and _is_asked_here(found[3] or ""):
            yield found[1], _BOUND.findall(found[2])


def _is_asked_here(condition: str) -> bool:
    """Whether a requirement with this condition, or none, is one for the Python at hand."""
    if not condition:
        return True
    if found := _FOR_PYTHON.fullmatch(condition):
        return _holds("{}.{}".format(*sys.version_info), found[1], found[2])
    return False


def _holds(version: str, sign: str, bound: str) -> bool:
    here, there = _numbers(version), _numbers(bound)
    length = max(len(here), len(there))
    here += [0] * (length - len(here))
    there += [0] * (length - len(there))
    if sign == "<":
        return here < there
    if sign == "<=":
        return here <= there
    if sign == "==":
        return here == there
    return here >= there if sign == ">=" else here > there


def _numbers(version: str) -> list[int]:
    """The numbers a version begins with."""
    start = re.match(r"\d+(?:\.\d+)*", version)
    return [int(number) for number in start[0].split(".")] if start else []


def _broken(error: Exception) -> str:
    """The library that something was looked for in and not found; empty when it was none."""
    if isinstance(error, ImportError):
        name = error.name or ""
    elif isinstance(error, AttributeError) and isinstance(error.obj, ModuleType):
        name = error.obj.__name__
    else:
        name = ""
    top = name.partition(".")[0]
    return "" if top in sys.stdlib_module_names else top
