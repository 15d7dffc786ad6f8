"""What laering can have besides what it needs, and the command that fetches it."""

from importlib import util
from pathlib import Path

_MODULES = {"pdf": "typst", "heic": "pillow_heif"}

# By what the installers leave in the folder that they made for one program.
_INSTALL = {"uv-receipt.toml": "uv tool install", "pipx_metadata.json": "pipx install --force"}

_INSTALL_ELSE = "pip install"


def install_command(extra: str, home: Path) -> str:
    """The command that installs an extra, ``pdf`` or ``heic``, into the environment of a folder.

    It names those that are there too, for some installers take away what is not named.
    """
    there = (name for name, module in _MODULES.items() if name == extra or util.find_spec(module))
    fitting = (command for left, command in _INSTALL.items() if (home / left).exists())
    return f'{next(fitting, _INSTALL_ELSE)} "laering[{",".join(there)}]"'
