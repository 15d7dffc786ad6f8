"""Setting up by make: once, whole, and with one clear sentence when it cannot be."""

import base64
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.waiting import PATIENCE, wait_until

PROJECT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    os.name == "nt" or not shutil.which("make"), reason="there is no make here"
)

# A build backend in the tree itself: the editable wheel of a program that the lock's package holds.
BACKEND = """
import zipfile, pathlib
def build_editable(folder, config_settings=None, metadata_directory=None):
    info = "laering-1.dist-info/"
    with zipfile.ZipFile(pathlib.Path(folder, "laering-1-py3-none-any.whl"), "w") as wheel:
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: laering\\nVersion: 1\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\n")
        wheel.writestr(info + "entry_points.txt", "[console_scripts]\\nlaering = small:main\\n")
        wheel.writestr(info + "RECORD", "")
    return "laering-1-py3-none-any.whl"
"""
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "laering"
version = "1"
"""
SMALL = "def main():\n    print('at work')\n"


class Tree:
    """A checkout with the project's own Makefile, and a lock of one small package."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.venv = folder / ".venv"
        self.home = folder.with_name(f"{folder.name} home")
        self.wheels = folder.with_name(f"{folder.name} wheels")
        for path in (folder / "requirements", self.home, self.wheels):
            path.mkdir(parents=True)
        shutil.copy(PROJECT / "Makefile", folder)
        shutil.copy(PROJECT / "requirements" / "set_up.py", folder / "requirements")
        (folder / "pyproject.toml").write_text(PYPROJECT)
        (folder / "backend.py").write_text(BACKEND)
        self.lock("run", _wheel(self.wheels, "small", SMALL))

    def lock(self, name: str, *wheels: Path, digest: str = "") -> None:
        """Write a lock of these wheels."""
        lines = []
        for wheel in wheels:
            package, version, *_ = wheel.name.split("-")
            digest = digest or hashlib.sha256(wheel.read_bytes()).hexdigest()
            lines.append(f"{package}=={version} --hash=sha256:{digest}\n")
        (self.folder / "requirements" / f"{name}.txt").write_text("".join(lines))

    def environment(self, **more: str) -> dict[str, str]:
        """What make sees: no settings of anybody, and no index unless one is named."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_CACHE_DIR": str(self.home / "cache"),
            "PIP_RETRIES": "0",
            "PYTHON": sys.executable,
            **(more or {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": self.wheels.as_uri()}),
        }

    def make(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run make here; more is where packages come from instead."""
        return subprocess.run(
            ["make", *arguments],
            cwd=self.folder,
            env=self.environment(**more),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )


def _wheel(folder: Path, name: str, code: str, tag: str = "py3-none-any") -> Path:
    path = folder / f"{name}-1.0-{tag}.whl"
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": code,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    record = ""
    with zipfile.ZipFile(path, "w") as wheel:
        for inside, text in files.items():
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode()
            record += f"{inside},sha256={digest.rstrip('=')},{len(text.encode())}\n"
            wheel.writestr(inside, text)
        wheel.writestr(f"{info}/RECORD", f"{record}{info}/RECORD,,\n")
    return path


@contextmanager
def _index(status: int, page: str = "", files: Path | None = None) -> Iterator[str]:
    """A package index on the loopback that answers so."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.path.rsplit("/", 1)[-1]
            body = (files / wanted).read_bytes() if files and wanted else page.encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/simple"
        server.shutdown()


def _sentences(done: subprocess.CompletedProcess[str]) -> str:
    """What make told, without the two lines that are not about the fault."""
    assert done.returncode != 0
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    return "\n".join(
        line for line in lines if not line.startswith("make:") and "Setting up" not in line
    )


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "a læring")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    made = Tree(tmp_path_factory.mktemp("ready") / "tree")
    done = made.make("ny")
    assert (done.returncode, done.stdout) == (0, "at work\n"), done.stderr
    return made


@pytest.fixture
def adding(ready: Tree) -> Iterator[Tree]:
    """A tree where the small lock is in place, and the developers' is wanted."""
    record = ready.venv / "set-up.json"
    kept = record.read_bytes()
    ready.lock("dev", _wheel(ready.wheels, "tool", ""))
    yield ready
    assert not record.exists()  # what failed counts as half made
    record.write_bytes(kept)


def test_the_first_make_sets_up_and_the_next_does_nothing(ready: Tree) -> None:
    log = (ready.venv / "set-up.log").read_bytes()
    again = ready.make("ny")

    assert (again.returncode, again.stdout, again.stderr) == (0, "at work\n", "")
    assert (ready.venv / "set-up.log").read_bytes() == log


def test_pips_own_words_are_kept_out_of_the_way(tree: Tree) -> None:
    done = tree.make("ny")

    assert done.stdout == "at work\n"
    assert done.stderr == "Setting up .venv, once …\n"
    assert "Successfully installed small-1.0" in (tree.venv / "set-up.log").read_text()


def test_an_index_that_does_not_answer(adding: Tree) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/simple"
        told = _sentences(adding.make("golden", PIP_INDEX_URL=address))

    assert told.startswith("The package index did not answer. The first set-up needs the network")
    assert told.endswith("is in .venv/set-up.log.")
    assert told.count("\n") == 0


@pytest.mark.parametrize("status", [401, 403, 500, 503])
def test_an_index_that_answers_with_an_error(adding: Tree, status: int) -> None:
    with _index(status) as address:
        told = _sentences(adding.make("golden", PIP_INDEX_URL=address))

    assert told.startswith("The package index answered with an error.")
    assert "Then run make again." in told


def test_an_index_that_pip_may_not_ask(adding: Tree, tmp_path: Path) -> None:
    told = _sentences(adding.make("golden", PIP_NO_INDEX="1", PIP_FIND_LINKS=tmp_path.as_uri()))

    assert told.startswith("pip has been told to use no package index (PIP_NO_INDEX,")


def test_a_lock_that_does_not_fit_this_python(adding: Tree) -> None:
    odd = _wheel(adding.wheels, "odd", "", tag="cp399-cp399-win_amd64")
    adding.lock("dev", odd)
    with _index(200, f'<a href="{odd.name}">{odd.name}</a>', adding.wheels) as address:
        told = _sentences(adding.make("golden", PIP_INDEX_URL=address))

    version = ".".join(map(str, sys.version_info[:3]))
    assert told.startswith(f"The package index has no odd==1.0 for Python {version} on ")
    assert "make test PYTHON=python3.12" in told


def test_a_package_that_is_not_the_locked_one(adding: Tree) -> None:
    adding.lock("dev", _wheel(adding.wheels, "tool", ""), digest="0" * 64)

    told = _sentences(
        adding.make("golden", PIP_NO_INDEX="1", PIP_FIND_LINKS=adding.wheels.as_uri())
    )

    assert told.startswith("A package differs from the one in the lock, and was not installed.")


def _fake(folder: Path, script: str) -> str:
    folder.mkdir()
    fake = folder / "python"
    fake.write_text(f"#!/bin/sh\n{script}\n")
    fake.chmod(0o755)
    return str(fake)


def test_a_python_that_is_too_old(tree: Tree, tmp_path: Path) -> None:
    old = 'case "$1" in --version) echo Python 3.9.2;; *) exit 1;; esac'
    fake = _fake(tmp_path / "bin", old)

    told = _sentences(tree.make("ny", PYTHON=fake))

    assert told == (
        f"laering needs Python 3.11 or later, and {fake} is Python 3.9.2."
        " Install a newer one, or name it: make PYTHON=/path/to/python3.12"
    )
    assert not tree.venv.exists()


def test_no_python_at_all(tree: Tree, tmp_path: Path) -> None:
    empty = tmp_path / "bin"
    empty.mkdir()
    for tool in ("make", "sh"):
        (empty / tool).symlink_to(str(shutil.which(tool)))
    environment = tree.environment(PATH=str(empty))
    del environment["PYTHON"]

    done = subprocess.run(
        ["make", "ny"],
        cwd=tree.folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert _sentences(done) == (
        "laering needs Python 3.11 or later, and python3 is not here."
        " Install a newer one, or name it: make PYTHON=/path/to/python3.12"
    )


def test_a_newer_python_beside_an_old_one_is_found(ready: Tree, tmp_path: Path) -> None:
    old = Path(_fake(tmp_path / "bin", "exit 1"))
    old.rename(old.with_name("python3"))
    for version in ("python3.14", "python3.13", "python3.12"):
        shutil.copy(old.with_name("python3"), old.with_name(version))
    old.with_name("python3.11").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    old.with_name("python3.11").chmod(0o755)
    environment = ready.environment()
    environment["PATH"] = f"{old.parent}:{environment['PATH']}"
    del environment["PYTHON"]

    done = subprocess.run(
        ["make", "ny"],
        cwd=ready.folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "at work\n", "")


@pytest.mark.parametrize("part", ["venv", "ensurepip"])
def test_a_python_that_cannot_make_an_environment(tree: Tree, tmp_path: Path, part: str) -> None:
    without = tmp_path / "without"
    without.mkdir()
    (without / "sitecustomize.py").write_text(f"import sys; sys.modules[{part!r}] = None\n")

    told = _sentences(tree.make("ny", PYTHONPATH=str(without)))

    version = ".".join(map(str, sys.version_info[:2]))
    assert "lacks a part of itself, venv or ensurepip." in told
    assert told.endswith(f"apt install python{version}-venv. Then run make again.")


def test_something_else_where_the_environment_belongs(tree: Tree) -> None:
    tree.venv.write_text("a note of mine")

    told = _sentences(tree.make("ny"))

    assert told.startswith(".venv could not be set up: ")
    assert tree.venv.read_text() == "a note of mine"


def test_one_that_is_killed_half_way_is_begun_anew_by_the_next(tree: Tree) -> None:
    killed = subprocess.Popen(
        ["make", "ny"],
        cwd=tree.folder,
        env=tree.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_until((tree.venv / "pyvenv.cfg").exists, "the environment to be begun")
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()

    done = tree.make("ny")

    assert (done.returncode, done.stdout) == (0, "at work\n"), done.stderr


def test_two_at_once_do_not_break_each_other(tree: Tree) -> None:
    both = [
        subprocess.Popen(
            ["make", "ny"],
            cwd=tree.folder,
            env=tree.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    told = [each.communicate(timeout=PATIENCE) for each in both]

    assert [each.returncode for each in both] == [0, 0], told
    assert [out for out, _ in told] == ["at work\n", "at work\n"]
    assert sum("Setting up" in err for _, err in told) == 1


# What is done and left alone, without making an environment each time.


@pytest.fixture
def steps(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> tuple[ModuleType, list[str]]:
    """The script, and a list of what it does instead of doing it."""
    path = tree.folder / "requirements" / "set_up.py"
    spec = importlib.util.spec_from_file_location("set_up", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    tree.lock("dev", _wheel(tree.wheels, "tool", ""))
    done: list[str] = []

    def run(environment: object, *command: str) -> None:
        folder = Path(vars(environment)["folder"])
        if command[1:3] == ("-m", "venv"):
            (folder / "bin").mkdir(parents=True)
            (folder / "bin" / "python").symlink_to(sys.executable)
            done.append("venv")
        else:
            done.append(Path(command[-1]).name)

    monkeypatch.setattr(module.Environment, "_run", run)
    return module, done


def _ready(module: ModuleType, tree: Tree, lock: str = "run") -> None:
    module.Environment(tree.venv).make_ready(lock)


def test_the_developers_lock_comes_on_top_of_the_small_one(
    tree: Tree, steps: tuple[ModuleType, list[str]]
) -> None:
    module, done = steps

    _ready(module, tree)
    _ready(module, tree, "dev")
    _ready(module, tree, "dev")
    _ready(module, tree)

    assert done == ["venv", "run.txt", tree.folder.name, "dev.txt", tree.folder.name]


def test_who_has_the_developers_lock_has_the_small_one(
    tree: Tree, steps: tuple[ModuleType, list[str]]
) -> None:
    module, done = steps

    _ready(module, tree, "dev")
    _ready(module, tree)

    assert done == ["venv", "dev.txt", tree.folder.name]


def test_a_changed_pyproject_puts_only_the_project_in_place_again(
    tree: Tree, steps: tuple[ModuleType, list[str]]
) -> None:
    module, done = steps
    _ready(module, tree)
    done.clear()
    with (tree.folder / "pyproject.toml").open("a") as file:
        file.write("# changed\n")

    _ready(module, tree)

    assert done == [tree.folder.name]


def _another_lock(tree: Tree) -> None:
    with (tree.folder / "requirements" / "run.txt").open("a") as file:
        file.write("# renewed\n")


def _python_gone(tree: Tree) -> None:
    (tree.venv / "bin" / "python").unlink()
    (tree.venv / "bin" / "python").symlink_to(tree.folder / "gone")


def _another_python(tree: Tree) -> None:
    _record(tree, 0, "cpython-399")


def _moved(tree: Tree) -> None:
    _record(tree, 2, "/where/it/was/.venv")


def _record(tree: Tree, part: int, value: str) -> None:
    path = tree.venv / "set-up.json"
    record = json.loads(path.read_bytes())
    record["made by"][part] = value
    path.write_text(json.dumps(record))


def _half_a_record(tree: Tree) -> None:
    path = tree.venv / "set-up.json"
    path.write_bytes(path.read_bytes()[:40])


def _a_record_of_nothing(tree: Tree) -> None:
    (tree.venv / "set-up.json").write_text("[]")


def _interrupted(tree: Tree) -> None:
    (tree.venv / "set-up.json").unlink()


@pytest.mark.parametrize(
    "spoil",
    [
        _another_lock,
        _python_gone,
        _another_python,
        _moved,
        _half_a_record,
        _a_record_of_nothing,
        _interrupted,
    ],
)
def test_an_environment_that_would_not_work_is_made_anew(
    tree: Tree, steps: tuple[ModuleType, list[str]], spoil: object
) -> None:
    module, done = steps
    _ready(module, tree)
    (tree.venv / "left over").mkdir()
    done.clear()
    assert callable(spoil)
    spoil(tree)

    _ready(module, tree)

    assert done == ["venv", "run.txt", tree.folder.name]
    assert not (tree.venv / "left over").exists()


def test_the_newest_are_of_today(
    tree: Tree, steps: tuple[ModuleType, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    module, done = steps
    _ready(module, tree, "newest")
    first, done[:] = list(done), []
    _ready(module, tree, "newest")
    same, done[:] = list(done), []
    monkeypatch.setattr(module, "_state", lambda lock: "another day")
    _ready(module, tree, "newest")

    assert first[:2] == ["venv", "pip"]
    assert same == []
    assert done[:2] == ["venv", "pip"]
