"""Secrets in files that only their owner reads: the signing keys of talks, and the keys of staff portals.

`python -m channel.keys rotate` makes a new signing key and keeps the one before, so that open talks go on;
`python -m channel.keys portal <id>` makes the key with which a portal's own server opens talks.
"""

from __future__ import annotations

import argparse
import hmac
import os
import secrets
from pathlib import Path

RUN = Path(".run")
SIGNING_KEYS = RUN / "signing.keys"
PORTAL_KEYS = RUN / "portals"
_VALID = 2  # the newest signs, both verify


def _write(path: Path, lines: list[str]) -> None:
    """Write a file of mode 0600 whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write("\n".join(lines) + "\n")
    beside.replace(path)


def signing_keys(path: Path = SIGNING_KEYS) -> tuple[bytes, ...]:
    """Return the signing keys, newest first; made at the first start.

    Raises:
        PermissionError: the file exists and cannot be read; give the server's user the file.
        ValueError: the file holds no key; restore it, or delete it to end all open talks.
    """
    if not path.exists():
        _write(path, [secrets.token_hex(48)])
    keys = tuple(line.strip().encode() for line in path.read_text(encoding="ascii").splitlines() if line.strip())[:_VALID]
    if not keys or any(len(key) < 32 for key in keys):
        raise ValueError(f"{path} holds no signing key; restore it, or delete it to end all open talks")
    return keys


def rotate(path: Path = SIGNING_KEYS) -> None:
    """Put a new key first and keep the one before: talks that are open go on until they end by themselves."""
    before = [key.decode() for key in signing_keys(path)]
    _write(path, [secrets.token_hex(48), *before][:_VALID])


def make_portal_key(portal: str, folder: Path = PORTAL_KEYS) -> Path:
    """Make the key of a portal's own server and return its file; an older one ends."""
    path = folder / f"{portal}.key"
    _write(path, [secrets.token_hex(32)])
    return path


def is_portal_key(portal: str, given: str, folder: Path = PORTAL_KEYS) -> bool:
    """Return whether `given` is the key of the portal, in the same time whatever is wrong."""
    path = folder / f"{portal}.key"
    kept = path.read_text(encoding="ascii").strip() if path.is_file() else secrets.token_hex(32)
    return hmac.compare_digest(kept.encode(), given.encode())


def main(arguments: list[str] | None = None) -> int:
    """Rotate the signing key or make a portal's key; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m channel.keys", description=__doc__)
    parser.add_argument("command", choices=["rotate", "portal"])
    parser.add_argument("portal", nargs="?", default="")
    given = parser.parse_args(arguments)
    if given.command == "rotate":
        rotate()
        print(f"{SIGNING_KEYS} has a new key; the one before is still valid. Restart the bot.")
        return 0
    from guidance.loader import load_knowledge

    record = load_knowledge().portals.get(given.portal)
    if record is None or not record.staff_key:
        parser.error(f"«{given.portal}» is no portal with staff_key: true in knowledge/portals/")
    print(f"{make_portal_key(given.portal)} holds the key; send it to the portal by a safe way.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
