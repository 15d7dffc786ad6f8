"""How the actions that Obsidian Tasks reads are read here, line by line.

    python benchmarks/obsidian_tasks.py FOLDER

FOLDER holds a copy of the repository ``obsidian-tasks-group/obsidian-tasks`` whose packages are
installed, esbuild among them. The task lines of its documentation and tests are given to its own
parser and to ours, and state, due date and done date are compared. Nothing of it is kept.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from laering.domain.action import Action, read_task
from laering.domain.recurrence import coming

_LINE = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[.\].*")
_QUOTED = re.compile(r"""(['"`])([ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[.\](?:(?!\1).)*)\1""")
_RULE = re.compile(r"🔁 ?(every[a-zA-Z0-9, ]*)")
_STATES = {"TODO": "open", "IN_PROGRESS": "begun", "DONE": "done", "CANCELLED": "off"}
_RULES_EACH = 40
_READER = """
import moment from 'moment';
globalThis.window = { moment };
import { Task } from '%(src)s/Task/Task';
import { TaskLocation } from '%(src)s/Task/TaskLocation';
import { TasksFile } from '%(src)s/Scripting/TasksFile';
import { Recurrence } from '%(src)s/Task/Recurrence';
import { Occurrence } from '%(src)s/Task/Occurrence';
import { readFileSync } from 'fs';
const asked = JSON.parse(readFileSync(0, 'utf8'));
const place = TaskLocation.fromUnknownPosition(new TasksFile('a.md', {}));
const day = (when) => (when && when.isValid() ? when.format('YYYY-MM-DD') : null);
const tasks = asked.lines.map((line) => {
  const task = Task.fromLine({ line, taskLocation: place, fallbackDate: null });
  return task && [task.status.type, day(task.dueDate), day(task.doneDate), task.status.symbol];
});
const dates = asked.rules.map(([rule, due, done]) => {
  const occurrence = new Occurrence({ dueDate: moment(due) });
  const found = Recurrence.fromText({ recurrenceRuleText: rule, occurrence });
  const next = found && found.next(moment(done));
  return next && day(next.dueDate);
});
console.log(JSON.stringify({ tasks, dates }));
"""


def _lines(folder: Path) -> list[str]:
    """The task lines in the documentation and the tests, each once."""
    found: dict[str, None] = {}
    for part in ("docs", "tests", "resources/sample_vaults"):
        for path in sorted((folder / part).rglob("*")):
            if path.suffix not in (".md", ".ts") or not path.is_file():
                continue
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                if path.suffix == ".md":
                    if _LINE.fullmatch(line):
                        found[line] = None
                else:
                    found.update(dict.fromkeys(each[2] for each in _QUOTED.finditer(line)))
    return [line for line in found if "${" not in line and "\\" not in line]


def _rules(folder: Path) -> list[tuple[str, str, str]]:
    """The rules in the documentation of what comes again, each with many dates."""
    text = (folder / "docs/Getting Started/Recurring Tasks.md").read_text(encoding="utf-8")
    rules = sorted({each.strip() for each in _RULE.findall(text)})
    random = Random(1)
    asked = []
    for rule in rules:
        for _ in range(_RULES_EACH):
            due = date(2020, 1, 1) + timedelta(days=random.randrange(4000))
            done = due + timedelta(days=random.randrange(-10, 60))
            asked.append((rule, due.isoformat(), done.isoformat()))
    return asked


def _theirs(folder: Path, lines: list[str], rules: list[tuple[str, str, str]]) -> Any:
    """What their own code says of the lines and the rules."""
    with tempfile.TemporaryDirectory() as made:
        stub, reader, built = (Path(made) / name for name in ("stub.js", "reader.ts", "built.js"))
        stub.write_text("module.exports = new Proxy({}, { get: () => class {} });\n")
        reader.write_text(_READER % {"src": (folder / "src").resolve().as_posix()})
        modules = (folder / "node_modules").resolve()
        subprocess.run(
            [
                modules / ".bin/esbuild",
                reader,
                *("--bundle", "--platform=node", f"--outfile={built}", "--log-level=error"),
                *(f"--alias:obsidian={stub}", "--loader:.svelte=empty", "--loader:.scss=empty"),
            ],
            env={"NODE_PATH": str(modules), "PATH": "/usr/local/bin:/usr/bin:/bin"},
            check=True,
        )
        asked = json.dumps({"lines": lines, "rules": rules})
        told = subprocess.run(
            ["node", built],
            input=asked,
            capture_output=True,
            text=True,
            check=True,
            env={"TZ": "UTC", "PATH": "/usr/local/bin:/usr/bin:/bin"},
        )
    return json.loads(told.stdout)


def _differences(ours: Action | None, theirs: Any) -> Iterator[str]:
    """In what a line is read otherwise, by kind."""
    if ours is None or theirs is None:
        if ours is not None or theirs is not None:
            who = "they" if theirs else "we"
            yield f"only {who} read an action"
        return
    kind, due, done, symbol = theirs
    known = symbol in " /xX-"
    # A mark of somebody's own is open here, whatever it is called there.
    if ours.state != (_STATES.get(kind, kind) if known else "open"):
        yield f"state: {ours.state} here, {kind} there"
    for name, mine, other in (("due", ours.due, due), ("done", ours.done, done)):
        told = mine.isoformat() if mine else None
        if told == other:
            continue
        if other is None:
            yield f"{name} date that is not at the end of the line: only here"
        elif told is None:
            yield f"{name} date: only there"
        else:
            yield f"{name} date: another one"


def main(folder: Path) -> None:
    """Print how many are read alike, and the others by kind."""
    lines, rules = _lines(folder), _rules(folder)
    told = _theirs(folder, lines, rules)
    kinds: Counter[str] = Counter()
    examples: dict[str, list[str]] = {}
    alike = 0
    for line, theirs in zip(lines, told["tasks"], strict=True):
        found = list(_differences(read_task(line, 1), theirs))
        alike += not found
        for kind in found:
            kinds[kind] += 1
            examples.setdefault(kind, []).append(line)
    print(f"{len(lines)} lines, {alike} read alike: {100 * alike / len(lines):.1f} of 100")
    for kind, count in kinds.most_common():
        print(f"{count:5} {kind}")
        for line in examples[kind]:
            print(f"        {line}")
    days = [
        coming(rule, date.fromisoformat(due), date.fromisoformat(done)) for rule, due, done in rules
    ]
    other = Counter(
        rule[0]
        for rule, mine, theirs in zip(rules, days, told["dates"], strict=True)
        if (mine.isoformat() if mine else None) != theirs
    )
    same = len(rules) - sum(other.values())
    print(f"{len({rule[0] for rule in rules})} rules, {len(rules)} dates, {same} the same")
    for rule, count in other.items():
        print(f"{count:5} {rule}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
