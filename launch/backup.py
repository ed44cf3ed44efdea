"""`make backup` and `make restore`: keys, settings, knowledge and model in one archive, so that model and knowledge go back together."""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from launch.servers import HOST, answers
from launch.training import ROOT

# What a restored bot needs besides its code. Talks only when asked for: a backup keeps what people have deleted.
PARTS = ("knowledge", "models/veileder.tar.gz", "models/veileder.sources", ".run/signing.keys", ".run/portals", "credentials.yml", "endpoints.yml")
TALKS = ("conversations.db", "web.db")
_MANIFEST = "manifest.json"


class BackupError(Exception):
    """It cannot be done. The message is one line that says what to do."""


def commit_of(root: Path) -> str:
    """Return the commit that the code is at, or «unknown» outside git."""
    done = subprocess.run(["git", "-C", str(root), "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else "unknown"


def _files(root: Path, names: tuple[str, ...]) -> list[Path]:
    found: list[Path] = []
    for name in names:
        path = root / name
        found += sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path] if path.is_file() else []
    return found


def _content(path: Path) -> bytes:
    """Return a file's content; of a database a whole copy, also while the bot writes to it."""
    if path.suffix != ".db":
        return path.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        with sqlite3.connect(path, timeout=10) as source, sqlite3.connect(copy) as target:
            source.backup(target)
        source.close()
        target.close()
        return copy.read_bytes()


def save(root: Path, folder: Path, talks: bool = False, now: dt.datetime | None = None) -> Path:
    """Write an archive of mode 0600 and return it.

    Args:
        root: the bot's folder.
        folder: where archives are kept; made when it is missing.
        talks: also what people said, still masked, and how answers were rated.
        now: the time in its name.

    Raises:
        BackupError: there is nothing to keep.
    """
    names = PARTS + (TALKS if talks else ())
    files = {str(path.relative_to(root)): _content(path) for path in _files(root, names)}
    if "models/veileder.tar.gz" not in files or not any(name.startswith("knowledge/") for name in files):
        raise BackupError(f"{root} holds no model or no knowledge; run it in the bot's folder, after make train")
    manifest = {"commit": commit_of(root), "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"veileder-{(now or dt.datetime.now()):%Y%m%d-%H%M%S}.tar.gz"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz", compresslevel=1) as archive:
        for name, content in {_MANIFEST: json.dumps(manifest, indent=1).encode(), **files}.items():
            row = tarfile.TarInfo(name)
            row.size, row.mode = len(content), 0o600 if name.startswith(".run") or name in TALKS else 0o644
            archive.addfile(row, io.BytesIO(content))
    return path


def read(path: Path) -> tuple[str, dict[str, bytes]]:
    """Return (commit, {name: content}) of an archive whose every file is as it was saved.

    Raises:
        BackupError: it is no archive of ours, or it is damaged.
    """
    try:
        with tarfile.open(path, "r:gz") as archive:
            files = {row.name: file.read() for row in archive if (file := archive.extractfile(row)) is not None}
        manifest = json.loads(files.pop(_MANIFEST))
        told = dict(manifest["files"])
        commit = str(manifest["commit"])
    except (OSError, tarfile.TarError, KeyError, ValueError, EOFError) as error:
        raise BackupError(f"{path} is no archive of make backup, or it is damaged: {type(error).__name__}") from None
    if {name: hashlib.sha256(content).hexdigest() for name, content in files.items()} != told:
        raise BackupError(f"{path} is damaged: a file is not as it was saved; take another archive")
    strange = [name for name in files if ".." in Path(name).parts or not any(name == part or name.startswith(f"{part}/") for part in PARTS + TALKS)]
    if strange:
        raise BackupError(f"{path} holds {strange[0]}, which no backup of ours holds; take another archive")
    return commit, files


def restore(root: Path, path: Path, any_commit: bool = False) -> list[str]:
    """Put an archive's files in place and return their names; knowledge/ is replaced as a whole.

    Args:
        root: the bot's folder; the bot must be stopped.
        path: the archive.
        any_commit: also when the code is another than the archive's.

    Raises:
        BackupError: the archive is damaged, or the code is at another commit.
    """
    commit, files = read(path)
    here = commit_of(root)
    if commit != here and not any_commit:
        raise BackupError(f"the archive belongs to commit {commit[:12]}, the code is at {here[:12]}; first: git switch --detach {commit}")
    beside = root / "knowledge.new"
    shutil.rmtree(beside, ignore_errors=True)
    for name, content in files.items():
        target = beside / Path(name).relative_to("knowledge") if name.startswith("knowledge/") else root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name in TALKS:
            for rest in (f"{name}-wal", f"{name}-shm"):
                (root / rest).unlink(missing_ok=True)
        new = target.with_name(target.name + ".new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if name.startswith(".run") or name in TALKS else 0o644), "wb") as file:
            file.write(content)
        new.replace(target)
    before = root / "knowledge.old"
    shutil.rmtree(before, ignore_errors=True)
    (root / "knowledge").rename(before)
    beside.rename(root / "knowledge")
    shutil.rmtree(before)
    return sorted(files)


def main(arguments: list[str] | None = None) -> int:
    """Save or restore; return the exit status."""
    parser = argparse.ArgumentParser(prog="make backup, make restore", description=__doc__)
    parser.add_argument("command", choices=["save", "restore"])
    parser.add_argument("path", type=Path, help="the folder of the archives, or the archive to restore")
    parser.add_argument("--talks", action="store_true", help="also conversations.db and web.db")
    parser.add_argument("--any-commit", action="store_true", help="restore although the code is another")
    parser.add_argument("--port", type=int, default=5005)
    given = parser.parse_args(arguments)
    try:
        if given.command == "save":
            print(f"backup: {save(ROOT, given.path, given.talks)}")
            return 0
        if answers(f"http://{HOST}:{given.port}/health"):
            raise BackupError(f"the bot answers on port {given.port}; stop it first")
        names = restore(ROOT, given.path, given.any_commit)
        print(f"restore: {len(names)} files are in place; start the bot")
    except (BackupError, OSError, sqlite3.Error) as error:
        print(f"{given.command}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
