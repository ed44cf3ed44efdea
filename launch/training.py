"""Train when, and only when, what the model is made of has changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODEL = "veileder"
# knowledge/ is not here: it is read at each start, so a new wording needs a restart and no training.
_SOURCES = ("config.yml", "domain.yml", "data", "components", "guidance/texts.py", "requirements.txt", "nlp/dist")


def sources_digest(root: Path = ROOT) -> str:
    """Return a hash over everything the model is made of."""
    sha = hashlib.sha256()
    for name in _SOURCES:
        path = root / name
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                sha.update(str(file.relative_to(root)).encode())
                sha.update(file.read_bytes())
    return sha.hexdigest()


def is_trained(root: Path = ROOT) -> bool:
    """Return whether a model of the present sources is there."""
    stamp = root / "models" / f"{MODEL}.sources"
    return (root / "models" / f"{MODEL}.tar.gz").exists() and stamp.exists() and stamp.read_text() == sources_digest(root)


def train(root: Path = ROOT) -> int:
    """Train, showing that time passes; return the exit status. The log is in .run/train.log."""
    digest = sources_digest(root)  # of what is trained on, not of what is edited meanwhile
    log = root / ".run" / "train.log"
    log.parent.mkdir(exist_ok=True)
    print("train: the sources changed; training takes two to five minutes", flush=True)
    began = time.monotonic()
    with log.open("w", encoding="utf-8") as file:
        command = [sys.executable, "-W", "ignore", "-m", "launch.server", "train", "--fixed-model-name", MODEL]
        process = subprocess.Popen(command, cwd=root, stdout=file, stderr=subprocess.STDOUT)
        while process.poll() is None:
            time.sleep(1)
            seconds = int(time.monotonic() - began)
            if seconds % 15 == 0:
                print(f"train: {seconds} s", flush=True)
    if process.returncode != 0:
        print(f"train: failed; the last lines of {log.relative_to(root)}:", file=sys.stderr)
        print("\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]), file=sys.stderr)
        return process.returncode
    (root / "models" / f"{MODEL}.sources").write_text(digest)
    print(f"train: done in {int(time.monotonic() - began)} s", flush=True)
    return 0


def ensure_trained(root: Path = ROOT) -> int:
    """Train unless the model is of the present sources; return the exit status."""
    if is_trained(root):
        print("train: the model is up to date", flush=True)
        return 0
    return train(root)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(ensure_trained())
