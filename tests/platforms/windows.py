"""A real Windows Python under wine, and the tests in it.

Run with ``make test-windows``. No installer of Python runs under wine, so the interpreter is put
together from what package registries hold: its DLLs stand in a wheel of Panda3D, which ships them
for those who hand on games; its library is that of another CPython of the same minor version, or
the one that Pyodide ships; ``python.exe`` is ten lines of C. All is checked, and kept in
``.windows``, so that only the first run takes its time.
"""

import argparse
import hashlib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, distribution
from itertools import chain
from pathlib import Path
from threading import Thread
from time import monotonic  # noqa: TID251  # a limit for wine, and no judgement
from typing import IO
from xml.etree import ElementTree as ET

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".windows"
PAGE = ROOT / "docs" / "platforms.md"
LOCK = ROOT / "requirements" / "dev.txt"

TOOLCHAIN = "x86_64-w64-mingw32"
DEBIAN = "wine wine64 gcc-mingw-w64-x86-64"

GAMES = "panda3d==1.10.16"
"""The package whose wheels for Windows hold the interpreter."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a Windows Python is made of.

    ``wheel`` is the SHA-256 of the wheel with its DLLs, ``pyodide`` the version and the SHA-256 of
    the package from which its library comes where no other Python has it.
    """

    version: str
    wheel: str
    pyodide: tuple[str, str]

    @property
    def short(self) -> str:
        """The version as files' names have it: ``312``."""
        return self.version.replace(".", "")


RECIPES = {
    recipe.version: recipe
    for recipe in (
        Recipe(
            "3.11",
            "37acfb92655c4226879f95c988e2ef1449a53c54486d6c1ebc00e2772429af82",
            ("0.25.1", "d301c5b18b888ec7ad2bf616fcdd14eb36f4c9f41c513f89fcfcc3455d447a63"),
        ),
        Recipe(
            "3.12",
            "f6493e2ecc0d1b7c1556a999556e5278cbc9484fe5fe1e159a1ccc02b870b18f",
            ("0.27.7", "89d5d952675eb08e11286e52c7238f1248ce71726e896db9703e73bef23dc343"),
        ),
        Recipe(
            "3.13",
            "0e505261bb58d8402d0099c291f1a3459acfdd38f3e7d666e72aa2e1ea5dc46f",
            ("0.28.3", "bc3accb122c2c5d840b26ce56b100a21ab94aea4fe387a5b5c072ec6a88b7a62"),
        ),
    )
}

UNWANTED = ("_wmi", "_tkinter", "_msi", "winsound", "tcl86t", "tk86t")
"""Of the wheel's files: the first stops wine, the others are windows and sounds."""

TOOLS = (
    *("babel", "clevercsv", "hypothesis", "pexpect", "pillow-heif", "pypdf", "pyte", "pytest"),
    "pytest-xdist",
)
"""What the tests need beside what the program needs; the other tools never run on Windows."""

SOURCE = r"""
#include <stdio.h>
#include <windows.h>

int wmain(int argc, wchar_t **argv) {
    HMODULE library = LoadLibraryW(L"python@.dll");
    if (library == NULL) {
        fprintf(stderr, "python@.dll: error %lu\n", GetLastError());
        return 120;
    }
    int (*run)(int, wchar_t **) = (int (*)(int, wchar_t **))GetProcAddress(library, "Py_Main");
    return run == NULL ? 121 : run(argc, argv);
}
"""

RANDOM = r"""
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
    return SystemFunction036(data, (ULONG)length);
}
"""

CUSTOMS = """
import errno
import msvcrt

import _winapi

# Wine 8 has no such function, and Python then copies files in its own way.
if hasattr(_winapi, "CopyFile2"):
    del _winapi.CopyFile2

locking = msvcrt.locking


def lock(*what):
    # Its run-time library does not say why a lock was refused; Microsoft's says EACCES.
    try:
        locking(*what)
    except OSError as error:
        if error.errno:
            raise
        raise PermissionError(errno.EACCES, "Permission denied") from None


msvcrt.locking = lock
"""

PATIENCE = 600.0
"""Seconds that any step but the tests may take."""

TESTS = 1800.0
"""Seconds that the tests may take."""


class NotHere(Exception):
    """Something that this machine has not, in one sentence."""


def say(text: str) -> None:
    """Tell what happens, at once."""
    print(text, flush=True)  # noqa: T201


# What it is made of


def command(*words: str | Path, folder: Path | None = None) -> str:
    """Run a tool of this machine and return what it wrote."""
    try:
        done = subprocess.run(
            [str(word) for word in words],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except FileNotFoundError:
        raise NotHere(f"there is no {words[0]}") from None
    except subprocess.TimeoutExpired:
        raise NotHere(f"{words[0]} was not done after {PATIENCE:.0f} seconds") from None
    if done.returncode:
        raise NotHere(f"{' '.join(map(str, words))}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def checked(path: Path, wanted: str) -> Path:
    """A downloaded file, if it is the one that was meant; else it goes."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != wanted:
        path.unlink()
        raise NotHere(f"{path.name} is another file: its SHA-256 is {found}, not {wanted}")
    return path


def pip_download(folder: Path, version: str, *wanted: str) -> None:
    """Fetch the wheels of packages for Windows, and nothing of what they need."""
    folder.mkdir(parents=True, exist_ok=True)
    wishes = folder / "wishes.txt"
    wishes.write_text("".join(f"{line}\n" for line in wanted), encoding="utf-8")
    command(
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--dest", folder, "--no-deps", "--only-binary=:all:", "--platform=win_amd64"),
        *("--implementation=cp", f"--python-version={version}", "--requirement", wishes),
    )


def games(recipe: Recipe) -> Path:
    """The wheel that holds the interpreter."""
    folder = CACHE / "downloads"
    pattern = f"panda3d-*-cp{recipe.short}-*.whl"
    if not any(folder.glob(pattern)):
        pip_download(folder, recipe.version, GAMES)
    return checked(next(folder.glob(pattern)), recipe.wheel)


def library(recipe: Recipe, folder: Path) -> str:
    """Put Python's own library into a folder; return where it is from."""
    for program in _pythons(recipe.version):
        try:
            found = command(
                *(program, "-I", "-c"),
                "import platform, sys, sysconfig; "
                "print(*sys.version_info[:2], sep='.'); print(platform.python_version()); "
                "print(sysconfig.get_path('stdlib'))",
            ).splitlines()
        except NotHere:
            continue
        if found[0] == recipe.version and Path(found[2], "sqlite3").is_dir():
            _copy_library(Path(found[2]), folder)
            return f"CPython {found[1]}"
    version, wanted = recipe.pyodide
    package = CACHE / "downloads" / f"pyodide-{version}.tgz"
    if not package.exists():
        package.parent.mkdir(parents=True, exist_ok=True)
        command("npm", "pack", "--silent", f"pyodide@{version}", folder=package.parent)
    with tarfile.open(checked(package, wanted)) as archive:
        packed = archive.extractfile("package/python_stdlib.zip")
        assert packed is not None
        with zipfile.ZipFile(packed) as files:
            files.extractall(folder)
    # What Pyodide gives out as packages of their own: those of this Python, as far as they are
    # needed, with the number that the module itself has no more.
    ours = Path(os.__file__).parent
    shutil.copy(ours / "lzma.py", folder)
    (folder / "sqlite3").mkdir()
    for file in (ours / "sqlite3").glob("*.py"):
        text = file.read_text(encoding="utf-8")
        text = text.replace(
            "\nfrom _sqlite3 import *", '\nversion = "2.6.0"\nfrom _sqlite3 import *'
        )
        (folder / "sqlite3" / file.name).write_text(text, encoding="utf-8")
    return f"Pyodide {version}"


def _pythons(version: str) -> Iterator[str]:
    """Interpreters of this machine that may be of a version."""
    if ".".join(map(str, sys.version_info[:2])) == version:
        yield sys.executable
    found = shutil.which(f"python{version}")
    if found is not None:
        yield found
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for program in sorted(root.glob(f"versions/{version}.*/bin/python")):
        yield str(program)


def _copy_library(source: Path, folder: Path) -> None:
    unwanted = {"site-packages", "dist-packages", "lib-dynload", "test", "idlelib", "ensurepip"}
    unwanted |= {"__pycache__", "tkinter", "turtledemo"}
    shutil.copytree(
        source,
        folder,
        ignore=lambda _, names: {
            name for name in names if name in unwanted or name.startswith("config-")
        },
        dirs_exist_ok=True,
    )


# What it needs


def needed() -> list[str]:
    """What pip is asked for: each package in its locked version, with the hashes of its files.

    Where nothing is locked, it is the version that stands here, and of what only Windows needs the
    newest that is allowed.
    """
    found = _found()
    locked = _locked()
    if found.keys() <= locked.keys():
        return sorted(locked[name] for name in found)
    return sorted(found.values())


def _locked() -> dict[str, str]:
    """The lines of the lock by package, without the conditions: pip would ask them of Linux."""
    try:
        lines = LOCK.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    except FileNotFoundError:
        return {}
    return {
        match["name"]: f"{match['name']}=={match['version']} {match['hashes'].strip()}"
        for match in map(_LOCKED.match, lines)
        if match is not None
    }


_LOCKED = re.compile(r"(?P<name>[\w.-]+)==(?P<version>\S+)(?: *;.*?)?(?P<hashes>(?: +--hash=\S+)+)")


def _found() -> dict[str, str]:
    """The packages that the program and the tests need on Windows, from what stands here."""
    found: dict[str, str] = {}
    waiting = [*map(Requirement, TOOLS), Requirement("laering[pdf]")]
    seen: set[tuple[str, str]] = set()
    while waiting:
        wish = waiting.pop()
        name = canonicalize_name(wish.name)
        for extra in ("", *wish.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            try:
                package = distribution(name)
            except PackageNotFoundError:
                found[name] = f"{name}{wish.specifier}"
                continue
            if name != "laering":
                found[name] = f"{name}=={package.version}"
            waiting += (
                other
                for other in map(Requirement, package.requires or ())
                if other.marker is None or other.marker.evaluate(_windows(extra))
            )
    return found


def _windows(extra: str) -> dict[str, str]:
    """What a package's conditions are asked about, as a Windows answers."""
    return {
        "extra": extra,
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_system": "Windows",
        "sys_platform": "win32",
    }


def unpack(wheels: Iterable[Path], folder: Path) -> None:
    """Lay wheels out as an installation has them."""
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as files:
            files.extractall(folder)
        for part in folder.glob("*.data/*lib"):
            shutil.copytree(part, folder, dirs_exist_ok=True)


# Putting it together


@dataclass(frozen=True, slots=True)
class Windows:
    """A Windows Python that stands in a folder, and where its library is from."""

    version: str
    folder: Path
    origin: str


def make(recipe: Recipe) -> Windows:
    """Put a Windows Python together, or take the one of the last time."""
    folder = CACHE / recipe.version
    wishes = needed()
    recipes = json.dumps([Path(__file__).read_text(encoding="utf-8"), wishes])
    mark = hashlib.sha256(recipes.encode()).hexdigest()
    note = folder / "made.json"
    try:
        made = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        made = {}
    if made.get("mark") != mark:
        say(f"Windows Python {recipe.version}: putting it together …")
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "DLLs").mkdir(parents=True)
        made = {"mark": mark, "origin": library(recipe, folder / "Lib")}
        with zipfile.ZipFile(games(recipe)) as files:
            for name in files.namelist():
                file = Path(name)
                if file.parent.name == "deploy_libs" and file.stem not in UNWANTED:
                    _place(files.read(name), file, folder)
        _compile(recipe, folder)
        packages = CACHE / f"packages-{recipe.version}"
        shutil.rmtree(packages, ignore_errors=True)
        pip_download(packages, recipe.version, *wishes)
        unpack(sorted(packages.glob("*.whl")), folder / "Lib" / "site-packages")
        shutil.rmtree(packages)
        customs = folder / "Lib" / "site-packages" / "sitecustomize.py"
        customs.write_text(CUSTOMS, encoding="utf-8")
        note.write_text(json.dumps(made), encoding="utf-8")
    # Where the program stands may be another place each time.
    paths = "".join(f"Z:{path}\n" for path in (ROOT / "src", ROOT))
    (folder / "Lib" / "site-packages" / "laering.pth").write_text(paths, encoding="utf-8")
    return Windows(recipe.version, folder, made["origin"])


def _place(content: bytes, file: Path, folder: Path) -> None:
    """A library that a module needs stands beside it and beside the program: either may ask."""
    if file.suffix == ".pyd":
        (folder / "DLLs" / file.name).write_bytes(content)
        return
    (folder / file.name).write_bytes(content)
    if not file.stem.lower().startswith(("api-ms", "python", "vcruntime")):
        (folder / "DLLs" / file.name).write_bytes(content)


def _compile(recipe: Recipe, folder: Path) -> None:
    """Make what the wheel has not: the program, and two libraries that modules ask for."""
    dll = f"python{recipe.short}"
    source = folder / "python.c"
    source.write_text(SOURCE.replace("@", recipe.short), encoding="utf-8")
    gcc = (f"{TOOLCHAIN}-gcc", "-O1", "-o")
    command(*gcc, folder / "python.exe", "-municode", "-static", source)
    # The library for modules of any version passes every name on to this version's.
    listed = command(f"{TOOLCHAIN}-objdump", "-p", folder / f"{dll}.dll")
    names = re.findall(
        r"^\t\[ *\d+\].* (\w+)$", listed.partition("Name Pointer] Table")[2], re.MULTILINE
    )
    exports = folder / "python3.def"
    lines = ("LIBRARY python3.dll", "EXPORTS", *(f"{name} = {dll}.{name}" for name in names))
    exports.write_text("\n".join(lines), encoding="utf-8")
    command(*gcc, folder / "python3.dll", "-shared", "-nostdlib", exports)
    # Every Windows since 10 has it, but no wine before 9: typst's typesetter draws its lots there.
    source = folder / "random.c"
    source.write_text(RANDOM, encoding="utf-8")
    command(*gcc, folder / "bcryptprimitives.dll", "-shared", source, "-ladvapi32")


# Wine


def surroundings() -> dict[str, str]:
    """What wine is told: a folder of its own, no screen, no noise, and nobody's home."""
    home = CACHE / "home"
    home.mkdir(parents=True, exist_ok=True)
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "WINEPREFIX": str(CACHE / "prefix"),
        "WINEDEBUG": "-all",
        # It would ask for a browser and .NET of its own.
        "WINEDLLOVERRIDES": "mscoree,mshtml=",
        "PYTHONPYCACHEPREFIX": f"Z:{CACHE / 'compiled'}",
    }


def start_wine() -> None:
    """Start wine's services, so that no later call waits for them or hands them its output."""
    (CACHE / "prefix").mkdir(parents=True, exist_ok=True)
    for words in (
        ("wineserver", "--persistent"),
        ("wineboot", "--init"),
        ("wine", "reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f"),
    ):
        code = _run(words, PATIENCE, None)
        if code:
            raise NotHere(f"{words[0]} ended with {code}")
    # What the tests of the last time left.
    for folder in (CACHE / "prefix" / "drive_c" / "users").glob("*/AppData/Local/Temp"):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)


def stop_wine() -> None:
    """End wine's services, and all that still runs in this folder of wine's."""
    for words in (("wineserver", "--kill"), ("wineserver", "--wait")):
        try:
            _run(words, 30.0, None)
        except NotHere:
            return


def python(windows: Windows, arguments: Sequence[str], limit: float, out: IO[bytes]) -> int:
    """Run a Windows Python, its output into a file; return its exit code, 124 after the limit."""
    return _run(("wine", str(windows.folder / "python.exe"), *arguments), limit, out)


def _run(words: Sequence[str], limit: float, out: IO[bytes] | None) -> int:
    """Run a program without input. What it writes passes through a pipe: wine wants that."""
    try:
        program = subprocess.Popen(
            words,
            cwd=ROOT,
            env=surroundings(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if out is None else subprocess.PIPE,
            stderr=subprocess.DEVNULL if out is None else subprocess.STDOUT,
            start_new_session=True,
        )
    except FileNotFoundError:
        raise NotHere(f"there is no {words[0]}: install {DEBIAN}") from None
    reading = None
    if out is not None:
        # Who still holds the other end when the program is gone is not waited for.
        reading = Thread(target=_pass_on, args=(program.stdout, out), daemon=True)
        reading.start()
    try:
        return program.wait(limit)
    except subprocess.TimeoutExpired:
        return 124
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()
        if reading is not None:
            reading.join(10.0)


def _pass_on(source: IO[bytes], target: IO[bytes]) -> None:
    while piece := os.read(source.fileno(), 65536):
        target.write(piece)
        target.flush()


# The tests


@dataclass(slots=True)
class Figures:
    """How the tests ended in one Windows Python, and for which reasons some were left out."""

    windows: Windows
    passed: int = 0
    failed: int = 0
    seconds: float = 0.0
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def skipped(self) -> int:
        """How many were left out, for whatever reason."""
        return self.left_out.total()

    def closing(self) -> str:
        """The line at the end, in the form that pytest gives it."""
        counts = ((self.failed, "failed"), (self.passed, "passed"), (self.skipped, "skipped"))
        told = ", ".join(f"{count} {fate}" for count, fate in counts if count)
        return f" {told or 'no tests ran'} in {self.seconds:.2f}s ".center(80, "=")


def run_tests(windows: Windows, wanted: Sequence[str]) -> Figures:
    """Run tests in a Windows Python, and show what pytest shows."""
    report = CACHE / f"tests-{windows.version}.xml"
    report.unlink(missing_ok=True)
    start = monotonic()
    code = python(
        windows,
        (
            *("-m", "pytest", "-q", "--tb=short", "-r", "fE", "--numprocesses=2"),
            *("-p", "no:cacheprovider", "--hypothesis-profile=windows"),
            *(f"--junit-xml=Z:{report}", *wanted),
        ),
        TESTS,
        sys.stdout.buffer,
    )
    figures = Figures(windows, seconds=monotonic() - start)
    if code not in (0, 1):
        figures.failed += 1
        say(f"the tests did not come to an end: exit code {code}")
    if report.exists():
        count(ET.parse(report).getroot(), figures)
    return figures


def count(results: ET.Element, figures: Figures) -> None:
    """Add what pytest's report says to the figures."""
    for case in results.iter("testcase"):
        skipped = case.find("skipped")
        if skipped is not None:
            figures.left_out[skipped.get("message", "")] += 1
        elif case.find("failure") is not None or case.find("error") is not None:
            figures.failed += 1
        else:
            figures.passed += 1


# What is told


def table(all_figures: Iterable[Figures]) -> str:
    """The figures as they stand in the documentation."""
    lines = [
        "| Python for Windows | library | passed | failed | left out | seconds |",
        "|---|---|--:|--:|--:|--:|",
    ]
    reasons: dict[str, list[int]] = {}
    for figures in all_figures:
        made = figures.windows
        lines.append(
            f"| {made.version} | {made.origin} | {figures.passed} | {figures.failed} "
            f"| {figures.skipped} | {figures.seconds:.0f} |"
        )
        for reason, number in figures.left_out.items():
            reasons.setdefault(reason, []).append(number)
    lines += ["", "Left out, and why:", ""]
    for reason, numbers in sorted(reasons.items(), key=lambda one: (-max(one[1]), one[0])):
        lines.append(f"- {max(numbers)}: {reason}")
    return "\n".join(lines)


def write(all_figures: Iterable[Figures]) -> None:
    """Put the figures into the documentation, between their marks."""
    text = PAGE.read_text(encoding="utf-8")
    before, start, rest = text.partition("<!-- figures -->\n")
    _, end, after = rest.partition("<!-- end of figures -->")
    assert start, PAGE
    assert end, PAGE
    made = f"{before}{start}\n{table(all_figures)}\n\n{end}{after}"
    PAGE.write_text(made, encoding="utf-8", newline="\n")


def main() -> int:
    """Run the tests in the Windows Pythons that are asked for, as far as they can be had."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", action="append", choices=RECIPES, help="default: 3.12")
    parser.add_argument("--write", action="store_true", help=f"put the figures into {PAGE.name}")
    parser.add_argument("--run", nargs=argparse.REMAINDER, help="run that Python with these words")
    parser.add_argument("tests", nargs="*", help="default: all that Windows can run")
    asked = parser.parse_args()
    # Wine's server holds every file that is open anywhere in it.
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    # Whoever stops this stops wine too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        made = list(_made(asked.python or ["3.12"]))
        start_wine()
        if asked.run is not None:
            return python(made[0], asked.run, PATIENCE, sys.stdout.buffer)
        all_figures = [run_tests(windows, asked.tests) for windows in made]
    except NotHere as error:
        say(f"Windows cannot be tried here: {error}")
        return 1
    finally:
        stop_wine()
    if asked.write:
        write(all_figures)
    say(f"\n{table(all_figures)}\n")
    for figures in all_figures:
        say(figures.closing())
    return int(any(figures.failed or not figures.passed for figures in all_figures))


def _made(versions: Sequence[str]) -> Iterator[Windows]:
    """The Windows Pythons that can be had; without any, the one whose library is surely here."""
    here = ".".join(map(str, sys.version_info[:2]))
    missed: NotHere | None = None
    found = False
    for version in dict.fromkeys(chain(versions, [here] if here in RECIPES else [])):
        if found and version not in versions:
            return
        try:
            yield make(RECIPES[version])
            found = True
        except NotHere as error:
            missed = error
            say(f"Windows Python {version} is left out: {error}")
    if not found:
        raise missed or NotHere("no version was asked for")


if __name__ == "__main__":
    sys.exit(main())
