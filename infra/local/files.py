"""Small JSON files of the state folder, replaced whole: a kill leaves the old one or the new one."""

import json
import os
from pathlib import Path
from typing import Any


class BrokenFile(OSError):
    """Not the JSON that was written: a disk that was full, a machine that lost its power."""


def read_object(path: Path) -> dict[str, Any]:
    """The object in `path`, empty when there is no file. Raises `BrokenFile`."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise BrokenFile(
            f"{path} is no longer JSON: remove it, or all of {path.parent} to start anew"
        ) from error
    return value if isinstance(value, dict) else {}


def write_object(path: Path, value: dict[str, Any]) -> None:
    """Readable by the owner only: keys are kept this way too."""
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(value, file, indent=1)
    fresh.replace(path)
