"""A journal whose entries show photographs, as telephones take them, and the same one without."""

import os
import shutil
from pathlib import Path

import journals
import measure
from scene import Scene

from laering.files.journal.names import ENTRIES
from laering.files.pictures.taking import PICTURES

COUNT, SHOWN = 300, 200
"""Entries of the journal, and how many of them show a picture."""

PAGE = ("rapport", "alt", "--format", "html")

_SIZE, _MEGABYTES = (4000, 3000), 4.0


def with_pictures(scene: Scene) -> Path:
    """The journal with pictures of four megabytes."""
    root = scene.folder / "pictured"
    if root.exists():
        return root
    half_way = journals.make(scene.folder / "pictured-made", COUNT)
    entries = half_way / ENTRIES
    folder = entries / PICTURES
    folder.mkdir()
    photograph = folder / "photograph.jpg"
    _photograph(photograph)
    for path in sorted(entries.glob("*.md"))[:SHOWN]:
        name = f"{path.stem}-1.jpg"
        # A name of its own for each; what it takes to unpack one is the same.
        os.link(photograph, folder / name)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n![Det som skjedde]({PICTURES}/{name})\n")
    photograph.unlink()
    half_way.rename(root)
    return root


def _photograph(path: Path) -> None:
    """As much detail as a picture holds, coarse and fine."""
    from PIL import Image

    coarse = Image.effect_noise((250, 188), 90).resize(_SIZE, Image.Resampling.BICUBIC)
    for fine in range(4, 80, 4):
        made = Image.blend(coarse, Image.effect_noise(_SIZE, fine), 0.5).convert("RGB")
        made.save(path, "JPEG", quality=88)
        if path.stat().st_size >= _MEGABYTES * 1_000_000:
            return


def _without(scene: Scene) -> Path:
    return journals.make(scene.folder / "unpictured", COUNT)


def kept(scene: Scene) -> tuple[measure.Timing, measure.Timing]:
    """The page when its small pictures are kept, and the page without any."""
    shown = scene.laering(with_pictures(scene), *PAGE)
    shown()
    return shown, scene.laering(_without(scene), *PAGE)


def first(scene: Scene) -> tuple[measure.Timing, measure.Timing]:
    """The page when no small picture is kept yet, and when all are."""
    root = with_pictures(scene)
    shown = scene.laering(root, *PAGE)

    def time() -> float:
        shutil.rmtree(scene.folder / "cache", ignore_errors=True)
        return shown()

    return time, scene.laering(root, *PAGE)
