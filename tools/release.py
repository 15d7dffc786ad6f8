"""Make what is released, in dist/: packages, bill of materials, licences and checksums.

    python tools/release.py

All of it is made from one commit. Made again from the same commit with the same tools it is the
same, byte for byte. docs/releasing.md says when this is run, and what comes after it.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
CHECKSUMS = "SHA256SUMS"


class NotReady(Exception):
    """What stands here cannot be released; the message says why."""


def main() -> int:
    """Make the release and give the exit status."""
    try:
        made = make()
    except NotReady as error:
        print(f"Not released: {error}.", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"Not released: {error}", file=sys.stderr)
        return error.returncode
    for path in made:
        print(path.relative_to(ROOT).as_posix())
    return 0


def make() -> list[Path]:
    """Fill dist/ anew, and give the files that are there now."""
    version = _output(sys.executable, "-m", "hatchling", "version")
    _see_to_it_that_the_commit_can_be_released(version)
    os.environ["SOURCE_DATE_EPOCH"] = _output("git", "log", "-1", "--format=%ct")
    shutil.rmtree(DIST, ignore_errors=True)
    # Not in an environment of its own: the lock says which builder makes these bytes.
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(DIST), str(ROOT))
    packages = sorted(DIST.iterdir())
    _run(sys.executable, "-m", "twine", "check", "--strict", *map(str, packages))
    wheel = DIST / f"laering-{version}-py3-none-any.whl"
    bill = _bill_of_materials(wheel, version)
    _write("laering.cdx.json", json.dumps(bill, indent=2, ensure_ascii=False) + "\n")
    _write("licences.txt", licences(bill))
    files = sorted(DIST.iterdir())
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    return [*files, _write(CHECKSUMS, "".join(sums))]


def licences(bill: dict[str, Any]) -> str:
    """A line for each dependency of a CycloneDX bill: its name, its version and its licences."""
    return "".join(
        f"{component['name']} {component['version']}: {_licence(component)}\n"
        for component in bill["components"]
    )


def _licence(component: dict[str, Any]) -> str:
    named = [
        each.get("expression") or each["license"].get("id") or each["license"]["name"]
        for each in component.get("licenses", ())
    ]
    if not named:
        raise NotReady(f"nothing says under which licence {component['name']} is")
    return ", ".join(name.rpartition(" :: ")[2] for name in named)


def _see_to_it_that_the_commit_can_be_released(version: str) -> None:
    if changed := _output("git", "status", "--porcelain"):
        raise NotReady(f"these files are not as in the commit:\n{changed}\nCommit them first")
    tags = _output("git", "tag", "--points-at", "HEAD", "--list", "v*").split()
    if not tags:
        return
    if tags != [f"v{version}"]:
        raise NotReady(f"the tag is {' '.join(tags)}, but laering.__version__ is {version}")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    if not re.search(rf"^## {re.escape(version)}(?!\S)", changes, re.MULTILINE):
        raise NotReady(f"CHANGELOG.md has no heading for {version}")


def _bill_of_materials(wheel: Path, version: str) -> dict[str, Any]:
    """What comes along when the wheel is installed, in the versions that it was tested with."""
    pip = (sys.executable, "-m", "pip")
    with tempfile.TemporaryDirectory() as folder:
        tested = Path(folder, "tested.txt")
        tested.write_text(_output(*pip, "freeze", "--exclude-editable"), encoding="utf-8")
        place = Path(folder, "place")
        _run(sys.executable, "-m", "venv", "--without-pip", str(place))
        python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        quietly = ("install", "--quiet", "--no-compile", "--disable-pip-version-check")
        _run(*pip, "--python", str(python), *quietly, "--constraint", str(tested), str(wheel))
        _run(*pip, "--python", str(python), "uninstall", "--quiet", "--yes", "laering")
        text = _output(
            *(sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible"),
            *("--pyproject", str(ROOT / "pyproject.toml"), str(python)),
        )
    bill: dict[str, Any] = json.loads(text)
    # pyproject.toml leaves the version to the code, where the tool does not look.
    bill["metadata"]["component"]["version"] = version
    return bill


def _write(name: str, text: str) -> Path:
    path = DIST / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def _run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)


def _output(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
