"""Install a wheel as people do, and take a tour with the program that was installed.

    python tools/tour.py dist/laering-1.0.0-py3-none-any.whl             with pip, pipx and uv
    python tools/tour.py dist/laering-1.0.0-py3-none-any.whl pipx        with one of them

pipx and uv must be importable where this runs. Nothing of the source tree is used, and nothing
outside a folder that is removed afterwards is written, but for the tools' caches.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

TOOLS = ("pip", "pipx", "uv")
_OURS = ("LAERING_", "PYTHON", "VIRTUAL_ENV")  # would lead into the environment that this runs in
NEW = (
    *("ny", "--kilde", "avvik", "--utfall", "mindre-bra"),
    *("--skjedde", "Vinduet til Hansen ble bestilt 10 cm for smalt."),
    *("--lært", "Målet ble ført over fra en håndskrevet lapp."),
    *("--neste", "Målene skrives rett i bestillingen."),
    *("--tiltak", "Legge bestillingsskjemaet på telefonen @ola"),
)


class TourFailed(Exception):
    """A step that did not end as it should; the message holds what was said."""


def main(arguments: list[str]) -> int:
    """Install and take the tour with every tool asked for, and give the exit status."""
    wheel = Path(arguments[0]).resolve()
    for tool in arguments[1:] or TOOLS:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            version = take(install(tool, wheel, Path(folder)), Path(folder))
        print(f"{tool}: {version} is well")
    return 0


def install(tool: str, wheel: Path, folder: Path, constraints: Path | None = None) -> Path:
    """Install a wheel in a folder with one of ``TOOLS``, and give the program.

    Dependencies are the newest that there are, or those that a file of constraints names.
    """
    home = folder / "tool"
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    python = (sys.executable, "-m")
    limits = [] if constraints is None else ["--constraint", str(constraints)]
    if tool == "pip":
        _say(*python, "venv", "--without-pip", str(home))
        inside = (*python, "pip", "--python", str(home), "install", "--quiet")
        _say(*inside, "--disable-pip-version-check", *limits, str(wheel))
    elif tool == "pipx":
        given = [f"--pip-args={' '.join(limits)}"] if limits else []
        _say(
            *(*python, "pipx", "install", "--python", sys.executable, *given, str(wheel)),
            PIPX_HOME=str(home),
            PIPX_BIN_DIR=str(programs),
            PIPX_MAN_DIR=str(home / "man"),
            PYTHONUTF8="1",
        )
    elif tool == "uv":
        _say(
            *(*python, "uv", "tool", "install", "--quiet", "--python", sys.executable),
            *(*limits, str(wheel)),
            UV_TOOL_DIR=str(home),
            UV_TOOL_BIN_DIR=str(programs),
            UV_PYTHON_DOWNLOADS="never",
        )
    else:
        raise TourFailed(f"{tool} is none of {', '.join(TOOLS)}")
    return programs / ("laering.exe" if os.name == "nt" else "laering")


def take(program: Path, folder: Path) -> str:
    """Write, find, follow up and report in a fresh journal, and give what ``--version`` said."""
    person = folder / "person"
    journal = person / "verksted"
    person.mkdir()

    def step(*arguments: str, tells: str, where: Path = journal) -> str:
        said = _say(str(program), *arguments, where=where, **_home(person))
        if tells not in said:
            raise TourFailed(f"{arguments} does not tell «{tells}»:\n{said}")
        return said.strip()

    version = step("--version", tells="laering ", where=person)
    step("start", "verksted", "--eksempler", tells="laering.toml", where=person)
    step(*NEW, tells="Lagret: entries/")
    step("liste", tells="Vinduet til Hansen")
    step("vis", "siste", tells="håndskrevet")
    step("søk", "bestillingene", tells="Vinduet til Hansen")
    step("tiltak", "ferdig", "siste", tells="bestillingsskjemaet")
    step("sjekk", tells="")
    for ending in ("html", "csv", "md", "json", "txt"):
        step("rapport", "--ut", f"måneden.{ending}", tells=f"måneden.{ending}")
        if "Hansen" not in (journal / f"måneden.{ending}").read_text(encoding="utf-8"):
            raise TourFailed(f"the report as {ending} does not tell of Hansen")
    return version


def _home(person: Path) -> dict[str, str]:
    """Surroundings in which the program knows nobody, and nothing of where it was made."""
    return {
        "HOME": str(person),
        "USERPROFILE": str(person),
        "APPDATA": str(person / "AppData"),
        "LOCALAPPDATA": str(person / "AppData"),
        "LAERING_CONFIG": str(person / "config.toml"),
        **{f"XDG_{name}_HOME": str(person / name) for name in ("CONFIG", "CACHE", "STATE")},
    }


def _say(*command: str, where: Path | None = None, **environment: str) -> str:
    """Run a command to its end, in UTF-8, and give what it said."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(_OURS)}
    done = subprocess.run(
        command,
        cwd=where,
        env=kept | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise TourFailed(f"{command} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
