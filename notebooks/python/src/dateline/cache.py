"""Answers kept on disk by their ETag, so that an unchanged archive sends each of them once."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

MAX_BODY = 32_000_000
MAX_FOLDER = 512_000_000


class Kept(NamedTuple):
    """An answer as it was kept."""

    etag: str
    body: bytes


class Cache:
    """A folder with one file an address: the ETag in its first line, then the body."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @staticmethod
    def usual_folder() -> Path:
        """The folder of this user's caches."""
        home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        return Path(home) / "dateline"

    def get(self, address: str) -> Kept | None:
        """What was kept of an address; None also where it cannot be read."""
        with suppress(OSError):
            path = self._path(address)
            etag, newline, body = path.read_bytes().partition(b"\n")
            if newline:
                path.touch()
                return Kept(etag.decode(), body)
        return None

    def put(self, address: str, etag: str, body: bytes) -> None:
        """Keeps an answer; one that is too large, or a disk that is full, is no failure."""
        if len(body) > MAX_BODY:
            return
        with suppress(OSError):
            # An archive may be private, so only this user may read its texts.
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._make_room(len(body))
            with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as file:
                file.write(etag.encode() + b"\n" + body)
            Path(file.name).replace(self._path(address))

    def _path(self, address: str) -> Path:
        return self.folder / hashlib.sha256(address.encode()).hexdigest()

    def _make_room(self, size: int) -> None:
        files = sorted(self.folder.iterdir(), key=lambda path: path.stat().st_mtime)
        used = sum(path.stat().st_size for path in files)
        for path in files:
            if used + size <= MAX_FOLDER:
                return
            used -= path.stat().st_size
            path.unlink()
