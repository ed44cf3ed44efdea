"""Build the wheel: `spacy package` lays out the files, this script zips them.

`spacy package --build wheel` starts `python -m build`, which fetches setuptools from the network,
and setuptools itself fails beside the old `packaging` that Rasa pins. A wheel is a zip archive
with a list of hashes (PEP 427), so no build tool is needed, and equal files give an equal wheel.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import typer

MAX_MEGABYTES = 15.0
# a fixed date, so that the wheel depends on the contents alone
DATE = (2020, 1, 1, 0, 0, 0)
WHEEL_FILE = """Wheel-Version: 1.0
Generator: nlp/scripts/wheel.py
Root-Is-Purelib: true
Tag: py3-none-any
"""


def metadata(meta: dict[str, str], readme: str) -> str:
    """Return the text of METADATA; the package asks for no other, spaCy is there already."""
    return "\n".join(
        (
            "Metadata-Version: 2.1",
            f"Name: {meta['lang']}_{meta['name']}",
            f"Version: {meta['version']}",
            f"Summary: {meta['description']}",
            f"Author: {meta['author']}",
            f"License: {meta['license']}",
            "Description-Content-Type: text/markdown",
            "",
            readme,
        )
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Return `{path in the wheel: bytes}` for a folder written by `spacy package`, RECORD last."""
    meta_text = (folder / "meta.json").read_text(encoding="utf-8")
    meta = json.loads(meta_text)
    package = f"{meta['lang']}_{meta['name']}"
    info = f"{package}-{meta['version']}.dist-info"
    readme = (folder / "README.md").read_text(encoding="utf-8")
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / package).rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    files[f"{package}/meta.json"] = meta_text.encode()
    files[f"{info}/LICENSE"] = (folder / "LICENSE").read_bytes()
    files[f"{info}/METADATA"] = metadata(meta, readme).encode()
    files[f"{info}/WHEEL"] = WHEEL_FILE.encode()
    files[f"{info}/entry_points.txt"] = f"[spacy_models]\n{package} = {package}\n".encode()
    files[f"{info}/top_level.txt"] = f"{package}\n".encode()
    record = [f"{name},{_digest(data)},{len(data)}" for name, data in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""]).encode()
    return files


def _digest(data: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"sha256={digest}"


def write_wheel(folder: Path, wheel: Path) -> float:
    """Write `wheel` from a folder written by `spacy package`; return its size in MB."""
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in contents(folder).items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return wheel.stat().st_size / 1e6


def main(model: Path, name: str, version: str, packages: Path, output: Path) -> None:
    """Write `OUTPUT/nb_NAME-VERSION-py3-none-any.whl` and remove the wheels of other versions."""
    folder = packages / f"nb_{name}-{version}"
    # spaCy keeps a README that is already there, with the figures of an earlier model
    shutil.rmtree(folder, ignore_errors=True)
    packages.mkdir(parents=True, exist_ok=True)
    output.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "spacy", "package", str(model), str(packages)]
    command += ["--name", name, "--version", version, "--build", "none"]
    command += ["--no-require-parent"]
    subprocess.run(command, check=True)
    wheel = output / f"nb_{name}-{version}-py3-none-any.whl"
    megabytes = write_wheel(folder, wheel)
    if megabytes > MAX_MEGABYTES:
        raise typer.BadParameter(f"{wheel} has {megabytes:.1f} MB, allowed: {MAX_MEGABYTES}")
    for other in output.glob(f"nb_{name}-*.whl"):
        if other != wheel:
            other.unlink()
    print(f"{wheel}: {megabytes:.1f} MB")


if __name__ == "__main__":
    typer.run(main)
