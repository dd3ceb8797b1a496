"""Program versions and file layout shared by the generators of reference values."""

import importlib.metadata
import json
import pathlib
import platform

OUTPUT = pathlib.Path(__file__).resolve().parents[2] / "test" / "reference"


def versions(*packages):
    """Versions of Python and of the named packages, as written into every reference file."""
    found = {"python": platform.python_version()}
    for package in packages:
        found[package] = importlib.metadata.version(package)
    return found


def write(name, content):
    """Writes one reference file; doubles are printed with the shortest text that reads back to the same bits."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    lines = layout(content, 0)
    (OUTPUT / name).write_text(lines + "\n", encoding="utf-8")


def layout(content, depth):
    """Objects over several lines, arrays and small objects on one: readable, and small in review."""
    flat = json.dumps(content, allow_nan=False, ensure_ascii=False)
    if not isinstance(content, dict) or len(flat) < 100:
        return flat
    pad = " " * (depth + 1)
    inner = ",\n".join(f"{pad}{json.dumps(key)}: {layout(value, depth + 1)}" for key, value in content.items())
    return "{\n" + inner + "\n" + " " * depth + "}"
