"""The workflows call what exists, on what is promised, and may do no more than they must."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SYSTEMS = {
    "ubuntu-latest": "Operating System :: POSIX :: Linux",
    "windows-latest": "Operating System :: Microsoft :: Windows",
    "macos-latest": "Operating System :: MacOS",
}
MAY_WRITE = {
    ("release", "attest"): {"id-token", "attestations"},
    ("release", "publish"): {"id-token"},
    ("release", "page"): {"contents"},
}

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def _workflow(path: Path) -> dict[Any, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def _jobs(path: Path) -> dict[str, dict[str, Any]]:
    jobs: dict[str, dict[str, Any]] = _workflow(path)["jobs"]
    return jobs


def _steps(path: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Every step with the job it is in."""
    return [(job, step) for job in _jobs(path).values() for step in job.get("steps", ())]


def _test_job(name: str) -> dict[str, Any]:
    return _jobs(ROOT / ".github" / "workflows" / "test.yml")[name]


def _pyproject() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def _project() -> dict[str, Any]:
    project: dict[str, Any] = _pyproject()["project"]
    return project


def _names(group: str) -> set[str]:
    """What a group of dependencies and those that it includes name."""
    found: set[str] = set()
    for each in _pyproject()["dependency-groups"][group]:
        found |= (
            {re.split(r"[^\w-]", each)[0]}
            if isinstance(each, str)
            else _names(each["include-group"])
        )
    return found


def _commands(path: Path) -> list[str]:
    """What every step runs, once for each value that it takes from the matrix."""
    found = []
    for job, step in _steps(path):
        matrix = job.get("strategy", {}).get("matrix", {})
        written = [step.get("run", "")]
        for key, values in matrix.items():
            sign = f"${{{{ matrix.{key} }}}}"
            written = [text.replace(sign, value) for text in written for value in values]
        found += written
    return found


def test_there_are_workflows() -> None:
    assert [path.stem for path in WORKFLOWS] == ["release", "test"]


@each_workflow
def test_every_target_that_is_made_is_in_the_makefile(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*)(?=[^=\n]*:(?!=))", makefile, re.MULTILINE))
    made = {name for run in _commands(path) for name in re.findall(r"\bmake ([a-z-]+)", run)}
    assert made <= targets
    assert made or path.stem == "release"


@each_workflow
def test_every_script_that_is_run_exists(path: Path) -> None:
    scripts = {
        name for run in _commands(path) for name in re.findall(r"(?:tools/|\.ci/)[\w.]+", run)
    }
    assert [name for name in scripts if not (ROOT / name).is_file()] == []


def test_every_python_and_system_that_is_promised_is_tested_and_no_other() -> None:
    matrix = _test_job("versions")["strategy"]["matrix"]
    classifiers = _project()["classifiers"]
    promised = [
        name.rpartition(" :: ")[2] for name in classifiers if re.search(r":: 3\.\d+$", name)
    ]
    assert matrix["python"] == promised
    assert _project()["requires-python"] == f">={promised[0]}"
    systems = {name for name in classifiers if name.startswith("Operating System")}
    assert {SYSTEMS[system] for system in matrix["system"]} == systems
    assert matrix["target"] == ["test-newest", "test-oldest"]


def test_what_is_built_is_installed_on_every_system_with_the_first_and_the_last_python() -> None:
    matrix = _test_job("install")["strategy"]["matrix"]
    pythons = _test_job("versions")["strategy"]["matrix"]["python"]
    assert set(matrix["system"]) == set(SYSTEMS)
    assert matrix["python"] == [pythons[0], pythons[-1]]


@each_workflow
def test_nothing_is_permitted_that_is_not_needed(path: Path) -> None:
    workflow = _workflow(path)
    assert workflow["permissions"] in ({}, {"contents": "read"})
    for name, job in workflow["jobs"].items():
        given = job.get("permissions", {})
        assert isinstance(given, dict)
        writes = {scope for scope, access in given.items() if access == "write"}
        assert writes == MAY_WRITE.get((path.stem, name), set())
        assert set(given.values()) <= {"read", "write"}


@each_workflow
def test_no_secret_is_used_and_no_credential_is_kept(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "secrets" not in text
    assert "password" not in re.sub(r"#.*", "", text)
    for _, step in _steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@each_workflow
def test_every_action_is_pinned_to_a_commit_and_says_which_version_that_is(path: Path) -> None:
    uses = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    foreign = [line for line in uses if not line.startswith("./")]
    assert foreign
    assert [
        line for line in foreign if not re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)
    ] == []


@each_workflow
def test_an_action_is_of_one_version_everywhere(path: Path) -> None:
    lines = {
        line for each in WORKFLOWS for line in re.findall(r"uses: (.+)", each.read_text("utf-8"))
    }
    names = [line.partition("@")[0] for line in lines]
    assert len(names) == len(set(names))


@each_workflow
def test_every_job_ends(path: Path) -> None:
    assert [
        name for name, job in _jobs(path).items() if "steps" in job and "timeout-minutes" not in job
    ] == []


@each_workflow
def test_nothing_from_outside_becomes_part_of_a_command(path: Path) -> None:
    for _, step in _steps(path):
        taken = re.findall(r"\${{ *([\w.]+)", step.get("run", ""))
        assert [name for name in taken if not name.startswith("matrix.")] == []


def test_the_packages_are_tested_wherever_make_test_runs() -> None:
    builders = {re.split(r"[^\w-]", each)[0] for each in _pyproject()["build-system"]["requires"]}
    assert _names("dev") >= _names("release") | {"pipx", "uv"}
    assert _names("release") >= {"build", "twine", "cyclonedx-bom"} | builders


def test_only_a_tag_publishes_and_only_what_was_tested() -> None:
    workflow = _workflow(ROOT / ".github" / "workflows" / "release.yml")
    # YAML 1.1 reads the key "on" as true.
    assert workflow[True] == {"push": {"tags": ["v*"]}}
    jobs = workflow["jobs"]
    assert jobs["test"]["uses"] == "./.github/workflows/test.yml"
    assert [jobs[name]["needs"] for name in ("attest", "publish", "page")] == [
        *("test", "attest", "publish")
    ]
    assert jobs["publish"]["environment"] == "pypi"
    assert not any(
        "make" in step.get("run", "") for job in jobs.values() for step in job.get("steps", ())
    )
