"""A page that is looked at in the browser, and what the tests ask for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass
class Visit:
    """A page that is looked at, and what it did that a report must not do."""

    page: "Page"
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


Open = Callable[..., Visit]
MakeReport = Callable[[str], Path]
MakeSlip = Callable[..., Path]
