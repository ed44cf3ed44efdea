"""Where talks are kept, for the commands that run beside the bot: Rasa's database by endpoints.yml, the channel's file by credentials.yml."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.utils.io import read_yaml_file
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config
from sqlalchemy.engine import Engine
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

EVENTS = SQLTrackerStore.SQLEvent.__table__
WEB_CHANNEL = "channel.web.WebChannel"


class StoreError(Exception):
    """A store cannot be reached. The message says which, and what to do; it never holds a password."""


def wipe_deleted(connection: Any, record: object = None) -> None:
    """Let SQLite overwrite what it deletes or moves; other databases are left as they are. A listener for `connect` of an engine."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA secure_delete=ON")


def conversations(endpoints: str | Path = "endpoints.yml") -> Engine:
    """Return Rasa's database as `tracker_store` of endpoints.yml describes it, SQLite or PostgreSQL, with its table `events` there.

    Raises:
        StoreError: no such file, no SQL store, no such database, or nobody answers there.
    """
    if not Path(endpoints).is_file():
        raise StoreError(f"{endpoints} is missing; give the file that the bot was started with: --endpoints …")
    given = read_endpoint_config(str(endpoints), "tracker_store")
    if given is None or str(given.type).upper() != "SQL":
        raise StoreError(f"{endpoints} names no tracker_store of type SQL; only such a store can be cleaned and counted")
    url = _address(given)
    try:
        engine = sa.create_engine(url, future=True, connect_args={"timeout": 30} if str(url).startswith("sqlite") else {})
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(f"the tracker_store of {endpoints} is no database address: {type(error).__name__}; see dialect, url and db") from None
    shown = engine.url.render_as_string(hide_password=True)
    if engine.url.get_backend_name() == "sqlite" and not Path(engine.url.database or "").is_file():
        raise StoreError(f"there is no database {engine.url.database}; nothing was said yet, or {endpoints} names another file than the bot uses")
    sa.event.listen(engine, "connect", wipe_deleted)
    try:
        if not sa.inspect(engine).has_table(EVENTS.name):
            raise StoreError(f"{shown} has no table «{EVENTS.name}»; it is not the bot's database")
    except SQLAlchemyError as error:
        raise StoreError(f"{shown} does not answer as a database: {type(error).__name__}; is it running, are url, db, username and password right?") from None
    return engine


def _address(given: EndpointConfig) -> Any:
    kept = {name: given.kwargs[name] for name in ("dialect", "port", "db", "username", "password", "query") if name in given.kwargs}
    return SQLTrackerStore.get_db_url(host=given.url, **kept)


def web_file(credentials: str | Path = "credentials.yml") -> Path:
    """Return the file of the web channel, named `state` in credentials.yml.

    Raises:
        StoreError: there is no such file.
    """
    if not Path(credentials).is_file():
        raise StoreError(f"{credentials} is missing; give the file that the bot was started with: --credentials …")
    channels: Any = read_yaml_file(credentials)
    path = Path((channels.get(WEB_CHANNEL) or {}).get("state", "web.db"))
    if not path.is_file():
        raise StoreError(f"there is no file {path}; nobody used the web channel yet, or {credentials} names another file than the bot uses")
    return path


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield the web channel's file; what is deleted in it is overwritten, also in its journal.

    Raises:
        StoreError: it is no database, or is locked for half a minute.
    """
    base = sqlite3.connect(str(path), isolation_level=None, timeout=30)
    try:
        wipe_deleted(base)
        yield base
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}") from None
    finally:
        base.close()


def has_table(base: sqlite3.Connection, name: str) -> bool:
    """Return whether the file has a table; an older one may lack it."""
    return base.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)).fetchone() is not None


def keep_days() -> int:
    """Return how many days a talk is kept after its last message: KEEP_DAYS of the environment, or 21.

    Raises:
        StoreError: KEEP_DAYS is no whole number of at least one day.
    """
    given = os.environ.get("KEEP_DAYS", "21")
    if not given.isdigit() or not 1 <= int(given) <= 3650:
        raise StoreError(f"KEEP_DAYS is «{given}»; give a whole number of days, 1 to 3650")
    return int(given)
