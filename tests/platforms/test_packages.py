"""The packages: the same bytes every time, with what belongs there, and installed as people do."""

import email
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from email.message import Message
from hashlib import sha256
from pathlib import Path

import pytest

import laering
from tests.support.needs import cannot_run
from tools import release, tour

ROOT = Path(__file__).resolve().parents[2]
IGNORED = (
    "__pycache__",
    ".git",
    ".venv*",
    "dist",
    "build",
    ".*_cache",
    ".hypothesis",
    "*.egg-info",
)
WHEN = "1700000000"

# What makes a release is in the developer's environment, as test_workflows.py sees to, and not in
# those that try other versions of the dependencies.
if any(importlib.util.find_spec(name) is None for name in ("build", "twine", "cyclonedx_py", "uv")):
    pytest.skip("the group release is not in this environment", allow_module_level=True)


@dataclass(frozen=True)
class Built:
    """The two packages that were made from a folder."""

    wheel: Path
    sdist: Path

    @property
    def root(self) -> str:
        """The folder that everything in the source archive is in."""
        return self.sdist.name.removesuffix(".tar.gz")


def _build(source: Path, out: Path, umask: int = 0o022, zone: str = "Europe/Oslo") -> Built:
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(source)],
        env=os.environ | {"SOURCE_DATE_EPOCH": WHEN, "TZ": zone},
        umask=umask if os.name == "posix" else -1,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    (wheel,) = out.glob("*.whl")
    (sdist,) = out.glob("*.tar.gz")
    return Built(wheel, sdist)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as somebody else has it: in another folder, without git, with other rights."""
    place = tmp_path_factory.mktemp("elsewhere") / "kopi av prosjektet"
    shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(*IGNORED), symlinks=True)
    for number, path in enumerate(sorted(place.rglob("*"))):
        os.utime(path, (number, number))
        path.chmod(0o700 if os.access(path, os.X_OK) else 0o600)
    return place


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What this folder builds."""
    return _build(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def metadata(built: Built) -> Message:
    """What the wheel tells of itself; the package's page shows the same."""
    with zipfile.ZipFile(built.wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(archive.read(name))


def _in_wheel(built: Built) -> set[str]:
    with zipfile.ZipFile(built.wheel) as archive:
        return set(archive.namelist())


def _in_sdist(built: Built) -> set[str]:
    with tarfile.open(built.sdist) as archive:
        files = [each.name for each in archive.getmembers() if not each.isdir()]
    assert all(name.startswith(f"{built.root}/") for name in files)
    return {name.removeprefix(f"{built.root}/") for name in files}


def _kept_by_git() -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if listed.returncode or not (ROOT / ".git").exists():
        pytest.skip("this is no checkout, so git knows nothing of it")
    return {name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()}


def test_built_anywhere_by_anybody_the_packages_are_the_same_bytes(
    built: Built, source: Path, tmp_path: Path
) -> None:
    again = _build(source, tmp_path, umask=0o077, zone="Pacific/Kiritimati")
    assert again.wheel.read_bytes() == built.wheel.read_bytes()
    assert again.sdist.read_bytes() == built.sdist.read_bytes()


def test_the_source_archive_builds_the_same_wheel(built: Built, tmp_path: Path) -> None:
    with tarfile.open(built.sdist) as archive:
        # The first Pythons 3.11 know no filter; the archive is our own.
        if hasattr(tarfile, "data_filter"):
            archive.extraction_filter = tarfile.data_filter
        archive.extractall(tmp_path)
    again = _build(tmp_path / built.root, tmp_path / "dist")
    assert again.wheel.read_bytes() == built.wheel.read_bytes()


def test_the_source_archive_holds_what_git_holds(built: Built) -> None:
    assert _in_sdist(built) == _kept_by_git() | {"PKG-INFO"}


@pytest.mark.parametrize(
    "name",
    [
        *("SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", "README.md", "LICENSE", "Makefile"),
        *("laering.toml", ".pre-commit-hooks.yaml", ".gitattributes", ".ci/run", "pyproject.toml"),
        *(
            ".github/workflows/test.yml",
            "tools/release.py",
            "benchmarks/run.py",
            "docs/reference.py",
        ),
        *("tests/conftest.py", "tests/golden/rapport.html", "tests/files/corpus/fine.md"),
        "src/laering/locale/nb/LC_MESSAGES/laering.po",
    ],
)
def test_what_the_tests_and_a_contributor_need_is_in_the_source_archive(
    built: Built, name: str
) -> None:
    assert name in _in_sdist(built)


def test_the_wheel_holds_the_program_and_nothing_else(built: Built) -> None:
    package = ROOT / "src" / "laering"
    program = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    about = {
        f"laering-{laering.__version__}.dist-info/{name}"
        for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")
    }
    sources = {"laering/locale/nb/LC_MESSAGES/laering.po", "laering/locale/borrowed.py"}
    assert sources < program
    assert _in_wheel(built) == program - sources | about


@pytest.mark.parametrize(
    "name",
    [
        *("laering/py.typed", "laering/locale/nb/LC_MESSAGES/laering.mo", "laering/__main__.py"),
        *("laering/templates/journal.nb.toml", "laering/ui/formats/templates/report.html.j2"),
    ],
)
def test_what_the_program_reads_is_in_the_wheel(built: Built, name: str) -> None:
    assert name in _in_wheel(built)


def test_the_page_leads_to_the_files_of_its_own_version_and_nowhere_relative(
    metadata: Message,
) -> None:
    payload = metadata.get_payload(decode=True)
    assert isinstance(payload, bytes)
    links = re.findall(r"\]\(([^)\s]+)\)", payload.decode())
    here = re.compile(
        r"https://(?:github\.com/laering/laering/blob|raw\.githubusercontent\.com/laering/laering)"
        rf"/v{re.escape(laering.__version__)}/(.+)"
    )
    ours = [found[1] for link in links if (found := here.fullmatch(link))]
    assert [path for path in ours if not (ROOT / path).exists()] == []
    pictures = [path for path in ours if path.startswith("docs/pictures/")]
    assert len(pictures) == 5
    assert {"docs/brukerveiledning.md", "SECURITY.md", "LICENSE"} <= set(ours)
    other = [link for link in links if not here.fullmatch(link)]
    assert [link for link in other if not re.match(r"https://(?!github\.com/laering/)", link)] == []


def test_the_page_has_the_addresses_that_people_look_for(metadata: Message) -> None:
    urls = dict(line.split(", ", 1) for line in metadata.get_all("Project-URL", []))
    assert set(urls) == {"Homepage", "Documentation", "Changelog", "Issues", "Source"}
    assert all(url.startswith("https://github.com/laering/laering") for url in urls.values())
    pages = [url.partition("/blob/main/")[2] for url in urls.values() if "/blob/" in url]
    assert pages
    assert all((ROOT / page).is_file() for page in pages)


def test_the_index_will_take_the_packages_and_show_the_page(built: Built) -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "twine", "check", "--strict", str(built.wheel), str(built.sdist)],
        env=os.environ | {"PYTHONUTF8": "1", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("PASSED") == 2


def test_the_page_is_rendered_with_its_table_and_its_pictures(metadata: Message) -> None:
    from readme_renderer import markdown

    payload = metadata.get_payload(decode=True)
    assert isinstance(payload, bytes)
    shown = markdown.render(payload.decode())
    assert shown is not None
    assert "<table>" in shown
    assert shown.count("<img") == 5


# From here on the machine's package index is asked. Everything is of the versions that this
# environment has: what somebody else released today must not change what is found.


@pytest.fixture(scope="module")
def constraints(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The versions that the tests run with, as a file for pip; asking for one of them must work."""
    folder = tmp_path_factory.mktemp("index")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    frozen = subprocess.run(
        [*pip, "freeze", "--exclude-editable"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    (one,) = re.findall(r"^shellingham==\S+$", frozen, re.MULTILINE)
    asked = subprocess.run(
        [*pip, "download", "--no-deps", "--retries=0", "--timeout=10", f"--dest={folder}", one],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if asked.returncode:
        cannot_run(f"no package index answers: {asked.stdout}")
    path = folder / "constraints.txt"
    path.write_text(frozen, encoding="utf-8")
    return path


@pytest.mark.parametrize("tool", tour.TOOLS)
def test_installed_as_people_do_the_program_takes_the_tour(
    tool: str,
    built: Built,
    constraints: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The tools' own cache is taken, not the one of the person that every test makes up.
    monkeypatch.delenv("XDG_CACHE_HOME")
    folder = tmp_path / "tour"
    folder.mkdir()
    program = tour.install(tool, built.wheel, folder, constraints)
    assert tour.take(program, folder) == f"laering {laering.__version__}"
    assert len(list((folder / "tool").rglob("site-packages/laering/__init__.py"))) == 1


def test_a_tour_that_goes_wrong_is_noticed(tmp_path: Path) -> None:
    program = tmp_path / "laering"
    program.write_text("#!/bin/sh\necho laering 1.0\n", encoding="utf-8")
    program.chmod(0o755)
    if os.name != "posix":
        pytest.skip("a script is no program here")
    with pytest.raises(tour.TourFailed, match=r"laering\.toml"):
        tour.take(program, tmp_path)


@pytest.fixture
def checkout(source: Path, tmp_path: Path) -> Path:
    """The project as a checkout with one commit, which is not tagged."""
    place = tmp_path / "checkout"
    shutil.copytree(source, place)
    _git(place, "init", "--quiet")
    _git(place, "add", "--all")
    _git(place, "commit", "--quiet", "--message", "All of it")
    return place


def _git(place: Path, *arguments: str) -> None:
    mine = (
        "-c",
        "user.name=Kari",
        "-c",
        "user.email=kari@example.org",
        "-c",
        "commit.gpgsign=false",
    )
    subprocess.run(["git", *mine, *arguments], cwd=place, check=True, capture_output=True)


def _release(place: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "tools/release.py"],
        cwd=place,
        env={key: value for key, value in os.environ.items() if key != "XDG_CACHE_HOME"}
        | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_release_is_packages_bill_licences_and_checksums(
    checkout: Path, constraints: Path
) -> None:
    done = _release(checkout)
    assert done.returncode == 0, done.stderr
    dist = checkout / "dist"
    version = laering.__version__
    names = [f"laering-{version}-py3-none-any.whl", f"laering-{version}.tar.gz"]
    names += ["laering.cdx.json", "licences.txt", "SHA256SUMS"]
    assert sorted(names) == sorted(path.name for path in dist.iterdir())
    assert done.stdout.split() == [f"dist/{name}" for name in sorted(names[:-1]) + names[-1:]]

    sums = (dist / "SHA256SUMS").read_text(encoding="utf-8")
    assert dict(line.split("  ")[::-1] for line in sums.splitlines()) == {
        name: sha256((dist / name).read_bytes()).hexdigest() for name in names[:-1]
    }

    bill = json.loads((dist / "laering.cdx.json").read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["metadata"]["component"]["version"]) == ("CycloneDX", version)
    found = {component["name"].casefold(): component["version"] for component in bill["components"]}
    tested = dict(
        line.casefold().split("==")
        for line in constraints.read_text(encoding="utf-8").splitlines()
        if "==" in line
    )
    assert found.items() <= tested.items()
    with (ROOT / "pyproject.toml").open("rb") as file:
        asked = tomllib.load(file)["project"]["dependencies"]
    assert {re.split(r"[^\w-]", each)[0].casefold() for each in asked} <= found.keys()
    assert not {"pip", "setuptools", "laering", "pytest"} & found.keys()

    licences = (dist / "licences.txt").read_text(encoding="utf-8").splitlines()
    assert len(licences) == len(found)
    assert all(re.fullmatch(r"\S+ \S+: \S.*", line) for line in licences)


def test_a_file_that_is_not_committed_is_not_released(checkout: Path) -> None:
    (checkout / "notat.md").write_text("Til meg selv", encoding="utf-8")
    done = _release(checkout)
    assert (done.returncode, done.stdout) == (1, "")
    assert "notat.md" in done.stderr
    assert not (checkout / "dist").exists()


def test_a_tag_of_another_version_is_not_released(checkout: Path) -> None:
    _git(checkout, "tag", "v99.0.0")
    done = _release(checkout)
    assert done.returncode == 1
    assert f"the tag is v99.0.0, but laering.__version__ is {laering.__version__}" in done.stderr


def test_a_version_that_the_changelog_does_not_know_is_not_released(checkout: Path) -> None:
    changes = (checkout / "CHANGELOG.md").read_text(encoding="utf-8")
    without = changes.replace(f"## {laering.__version__}", "## Unreleased")
    (checkout / "CHANGELOG.md").write_text(without, encoding="utf-8")
    _git(checkout, "commit", "--quiet", "--allow-empty", "--all", "--message", "Without")
    _git(checkout, "tag", f"v{laering.__version__}")
    done = _release(checkout)
    assert done.returncode == 1
    assert f"CHANGELOG.md has no heading for {laering.__version__}" in done.stderr


def test_a_licence_that_nobody_tells_stops_a_release() -> None:
    told = {"name": "a", "version": "1", "licenses": [{"expression": "MIT OR Apache-2.0"}]}
    assert release.licences({"components": [told]}) == "a 1: MIT OR Apache-2.0\n"
    with pytest.raises(release.NotReady, match="licence b is"):
        release.licences({"components": [told, {"name": "b", "version": "2"}]})
