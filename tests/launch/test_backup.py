from __future__ import annotations

import datetime as dt
import io
import json
import sqlite3
import stat
import subprocess
import tarfile

import pytest

from launch.backup import BackupError, main, read, restore, save


@pytest.fixture
def root(tmp_path):
    """A bot's folder with a little of everything, in git."""
    root = tmp_path / "bot"
    for name, content in {
        "knowledge/topics/varsel.yml": "id: varsel\n",
        "knowledge/words.txt": "ord\n",
        "models/veileder.tar.gz": "model one",
        "models/veileder.sources": "digest",
        ".run/signing.keys": "k" * 96,
        ".run/portals/demo.key": "p" * 64,
        ".run/train.log": "no part of a backup",
        "credentials.yml": "a: 1\n",
        "endpoints.yml": "b: 1\n",
        "README.md": "code\n",
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    with sqlite3.connect(root / "conversations.db") as base:
        base.execute("CREATE TABLE events (data TEXT)")
        base.execute("INSERT INTO events VALUES ('zebrafink')")
    _git(root, "init", "-q")
    _commit(root, "one")
    return root


def _git(root, *given):
    subprocess.run(["git", "-C", str(root), "-c", "user.name=t", "-c", "user.email=t@a.example", *given], check=True, capture_output=True)


def _commit(root, name):
    (root / "README.md").write_text(name, encoding="utf-8")
    _git(root, "add", "README.md")
    _git(root, "commit", "-qm", name)


def test_model_and_knowledge_go_back_together(root, tmp_path):
    archive = save(root, tmp_path / "kept", now=dt.datetime(2026, 11, 24, 12))
    assert archive.name == "veileder-20261124-120000.tar.gz"
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    (root / "models/veileder.tar.gz").write_text("model two")
    (root / "knowledge/topics/varsel.yml").write_text("id: changed\n")
    (root / "knowledge/topics/new.yml").write_text("id: new\n")
    restore(root, archive)
    assert (root / "models/veileder.tar.gz").read_text() == "model one"
    assert (root / "knowledge/topics/varsel.yml").read_text() == "id: varsel\n"
    assert not (root / "knowledge/topics/new.yml").exists(), "what came later goes"
    assert stat.S_IMODE((root / ".run/signing.keys").stat().st_mode) == 0o600
    assert not (root / "knowledge.old").exists()


def test_talks_are_kept_only_when_asked_for_and_whole_while_the_bot_writes(root, tmp_path):
    _, files = read(save(root, tmp_path / "a"))
    assert "conversations.db" not in files
    assert ".run/train.log" not in files
    writing = sqlite3.connect(root / "conversations.db")
    writing.execute("PRAGMA journal_mode=WAL")
    writing.execute("INSERT INTO events VALUES ('later')")
    writing.commit()
    archive = save(root, tmp_path / "b", talks=True)
    writing.close()
    (root / "conversations.db").unlink()
    restore(root, archive)
    with sqlite3.connect(root / "conversations.db") as base:
        assert [row[0] for row in base.execute("SELECT data FROM events")] == ["zebrafink", "later"]
    assert stat.S_IMODE((root / "conversations.db").stat().st_mode) == 0o600


def test_other_code_is_refused_and_the_way_is_said(root, tmp_path):
    archive = save(root, tmp_path / "kept")
    _commit(root, "two")
    with pytest.raises(BackupError, match="git switch --detach"):
        restore(root, archive)
    assert (root / "knowledge/words.txt").exists()
    assert "knowledge/words.txt" in restore(root, archive, any_commit=True)


def _rewritten(archive, change):
    """Return a copy of an archive with `change` made to {name: content}."""
    with tarfile.open(archive) as old:
        files = {row.name: old.extractfile(row).read() for row in old}
    change(files)
    path = archive.with_name("changed.tar.gz")
    with tarfile.open(path, "w:gz") as new:
        for name, content in files.items():
            row = tarfile.TarInfo(name)
            row.size = len(content)
            new.addfile(row, io.BytesIO(content))
    return path


def test_a_changed_file_and_a_strange_one_are_refused(root, tmp_path):
    archive = save(root, tmp_path / "kept")
    with pytest.raises(BackupError, match="damaged"):
        read(_rewritten(archive, lambda files: files.update({"models/veileder.tar.gz": b"other"})))

    def outside(files):
        files["../evil"] = b"x"
        manifest = json.loads(files["manifest.json"])
        manifest["files"]["../evil"] = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
        files["manifest.json"] = json.dumps(manifest).encode()

    with pytest.raises(BackupError, match="evil"):
        read(_rewritten(archive, outside))


def test_what_is_no_archive_and_an_empty_folder_are_said_in_one_line(root, tmp_path, capsys):
    (tmp_path / "x.tar.gz").write_text("no archive")
    assert main(["restore", str(tmp_path / "x.tar.gz"), "--port", "1"]) == 1
    assert "is no archive of make backup" in capsys.readouterr().err
    with pytest.raises(BackupError, match="no model"):
        save(tmp_path / "empty", tmp_path / "kept")
