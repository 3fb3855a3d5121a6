"""A PostgreSQL server for tests: Debian's binaries, a temporary folder, loopback only, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
# A server that lives for one run of tests need not survive a power cut.
OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=127.0.0.1")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    port: int

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://tester@127.0.0.1:{self.port}/{database}"


def _binaries() -> Path | None:
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return found[-1].parent if found else None


def missing() -> str:
    """Why there can be no server; empty where there can. Raises in CI, where the tests must not be left out."""
    if _binaries() is not None:
        return ""
    why = "PostgreSQL is not installed: apt-get install postgresql"
    if os.environ.get("CI"):
        raise RuntimeError(why)
    return why


def _run(*command: str | Path) -> None:
    """Run as somebody else where we are root, since PostgreSQL refuses root."""
    other = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    # Output to a file: the server keeps what it inherits open, and a pipe would be waited for.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run([*other, *command], stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", check=False)
        output.seek(0)
        if done.returncode:
            raise RuntimeError(output.read().decode(errors="replace"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving() -> Iterator[Server]:
    """A new server, stopped and deleted at the end."""
    binaries, home, port = _binaries(), Path(tempfile.mkdtemp(prefix="assistant-postgres-")), _free_port()
    assert binaries is not None
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
    data, log = home / "data", home / "log"
    try:
        _run(binaries / "initdb", "-D", data, "-U", "tester", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
        options = " ".join(f"-c {o}" for o in (*OPTIONS, f"unix_socket_directories={home}", f"port={port}"))
        _run(binaries / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
        try:
            yield Server(port)
        finally:
            _run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home)
