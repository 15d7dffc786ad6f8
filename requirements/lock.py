"""Renew the locks beside this file from the ranges in pyproject.toml.

Each lock holds for every Python and system of PYTHONS and SYSTEMS, and that is tried at the end.
"""

import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

LOCKS = Path(__file__).resolve().parent
PROJECT = "pyproject.toml"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (
    "x86_64-unknown-linux-gnu",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
)
EVERYWHERE = ("run", "dev", "oldest", "lock")  # what is measured and fuzzed is not, on Linux only


def main() -> None:
    """Make all locks, then see that there is a wheel for everybody."""
    _compile(LOCKS / "dev.txt", PROJECT, "--extra", "pdf", "--group", "dev")
    # In the same versions, for both are installed in one environment.
    same = ("--constraint", str(LOCKS / "dev.txt"))
    _compile(LOCKS / "run.txt", PROJECT, "--group", "build", *same)
    test = (PROJECT, "--extra", "pdf", "--group", "test", "--group", "build")
    with tempfile.TemporaryDirectory() as folder:
        lowest = Path(folder, "lowest.txt")
        _compile(lowest, PROJECT, "--extra", "pdf", "--resolution", "lowest-direct")
        _compile(LOCKS / "oldest.txt", *test, "--constraint", str(lowest))
    _compile(LOCKS / "bench.txt", *test, "--group", "bench")
    _compile(LOCKS / "fuzz.txt", *test, "--group", "fuzz")
    _compile(LOCKS / "lock.txt", "--group", f"{PROJECT}:lock")
    with tempfile.TemporaryDirectory() as target:
        for name, python, system in product(EVERYWHERE, PYTHONS, SYSTEMS):
            _try(LOCKS / f"{name}.txt", python, system, target)


def _compile(into: Path, *arguments: str) -> None:
    print(f"Making {into.name} …", file=sys.stderr)
    # Wheels only: what is built would fetch its own tools, which nobody has locked.
    _uv(
        *("compile", "--universal", "--python-version", PYTHONS[0], "--only-binary", ":all:"),
        *(
            "--upgrade",
            "--generate-hashes",
            "--no-annotate",
            "--custom-compile-command",
            "make lock",
        ),
        *(*arguments, "--output-file", str(into)),
    )


def _try(lock: Path, python: str, system: str, target: str) -> None:
    _uv(
        *("install", "--dry-run", "--target", target),
        *("--python-version", python, "--python-platform", system, "--only-binary", ":all:"),
        *("--require-hashes", "--requirement", str(lock)),
    )


def _uv(*arguments: str) -> None:
    uv = Path(sys.executable).with_name("uv")
    done = subprocess.run([uv, "pip", *arguments, "--no-config", "--quiet"], check=False)
    if done.returncode:
        sys.exit(f"uv pip {' '.join(arguments)} failed.")


if __name__ == "__main__":
    main()
