"""A server of one's own, which ends with the program that started it."""

from __future__ import annotations

import atexit
import os
import re
import secrets
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from .errors import ServerError

_ADDRESS = re.compile(r"Dateline is at (http://\S+)")
_LEAVE = 10


def find_program() -> Path:
    """The program `dateline`: of DATELINE_PROGRAM, of the checkout around the present folder or this
    package, or of the PATH.
    """
    named = os.environ.get("DATELINE_PROGRAM")
    if named:
        return Path(named)
    for start in (Path.cwd(), Path(__file__).resolve()):
        for folder in (start, *start.parents):
            if (folder / "dateline").is_file() and (folder / "package.json").is_file():
                return folder / "dateline"
    found = shutil.which("dateline")
    if found:
        return Path(found)
    raise ServerError(
        "the program dateline is not found; set DATELINE_PROGRAM to its path, "
        "or start `./dateline serve` yourself and use Archive(url)"
    )


class Server:
    """`dateline serve` on a free port, with a key of its own for writing."""

    def __init__(self, archive: str | Path | None, program: str | Path | None = None) -> None:
        command = [str(program or find_program()), "serve", "--port", "0", "--attached"]
        if archive is not None:
            path = Path(archive)
            if not path.exists():
                raise FileNotFoundError(f"there is no archive at {path}")
            command += ["--archive", str(path.resolve())]
        self.key = secrets.token_urlsafe(32)
        # A pipe that nobody reads would block the server once it is full.
        self._log = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        # However this process ends, the pipe closes and the server stops.
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            encoding="utf-8",
            env={**os.environ, "DATELINE_WRITE_KEY": self.key},
            # Ctrl-C in a notebook or shell must reach only the caller.
            start_new_session=True,
        )
        self.url = self._await_address()
        atexit.register(self.stop)

    def _await_address(self) -> str:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            found = _ADDRESS.search(line)
            if found:
                return found[1]
        self._process.wait()
        self._log.seek(0)
        told = self._log.read().strip()
        raise ServerError(told or "the server ended before it answered")

    def stop(self) -> None:
        """Ends the server, and waits for it."""
        atexit.unregister(self.stop)
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        try:
            self._process.wait(_LEAVE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._log.close()
