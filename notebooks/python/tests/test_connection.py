"""Against a server whose answers are written down, since no real one is busy when asked to be."""

from __future__ import annotations

import json
import stat
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from dateline import AmbiguousNameError, AnswerError, Archive, ServerError
from dateline.connection import retry_after

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STATUS = {"articles": 3}


class Scripted(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[tuple[int, dict[str, str], Any]] = []
        self.seen: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Scripted

    def do_GET(self) -> None:
        self.server.seen.append(dict(self.headers))
        status, headers, body = self.server.answers.pop(0)
        self.send_response(status)
        content = b"" if body is None else json.dumps(body).encode()
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    server = Scripted()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    return waited


def test_it_asks_again_when_the_server_says_that_it_will_be_free(
    scripted: Scripted, waits: list[float]
) -> None:
    scripted.answers = [(503, {"Retry-After": "7"}, {}), (429, {}, {}), (200, {}, STATUS)]

    assert Archive(scripted.url, cache=False).openapi["articles"] == 3
    assert waits == [7, 2]


def test_it_gives_up_where_the_wait_is_too_long(scripted: Scripted, waits: list[float]) -> None:
    scripted.answers = [(503, {"Retry-After": "3600"}, {"detail": "too much at once"})]

    with pytest.raises(AnswerError, match="503: too much at once"):
        Archive(scripted.url, cache=False).openapi  # noqa: B018
    assert waits == []


def test_a_date_in_retry_after_is_read() -> None:
    assert retry_after("Thu, 01 Jan 1970 00:00:00 GMT", fallback=9) == 0
    assert retry_after("soon", fallback=9) == 9
    assert retry_after(None, fallback=9) == 9


def test_an_answer_that_has_not_changed_is_read_from_disk(
    scripted: Scripted, tmp_path: Path
) -> None:
    folder = tmp_path / "cache"
    changed = {**STATUS, "articles": 4}
    scripted.answers = [
        (200, {"ETag": '"1"'}, STATUS),
        (304, {"ETag": '"1"'}, None),
        (200, {"ETag": '"2"'}, changed),
    ]

    totals = [Archive(scripted.url, cache=folder).openapi["articles"] for _ in range(3)]

    assert totals == [3, 3, 4]
    assert [seen.get("If-None-Match") for seen in scripted.seen] == [None, '"1"', '"1"']
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_another_key_does_not_read_what_was_kept(scripted: Scripted, tmp_path: Path) -> None:
    scripted.answers = [(200, {"ETag": '"1"'}, STATUS), (401, {}, {"detail": "no"})]

    assert Archive(scripted.url, key="a" * 16, cache=tmp_path).openapi["articles"] == 3
    with pytest.raises(AnswerError, match="401"):
        Archive(scripted.url, key="b" * 16, cache=tmp_path).openapi  # noqa: B018
    assert [seen["Authorization"][7] for seen in scripted.seen] == ["a", "b"]
    assert "If-None-Match" not in scripted.seen[1]


def test_a_former_id_of_several_lists_them(scripted: Scripted) -> None:
    scripted.answers = [
        (300, {}, {"id": "person-kim", "items": [{"id": "person-kim-1", "name": "Kim"}]})
    ]

    with pytest.raises(AmbiguousNameError, match="person-kim-1"):
        Archive(scripted.url, cache=False).entity("person-kim")


def test_without_a_server_it_says_how_to_start_one() -> None:
    with pytest.raises(ServerError, match="dateline serve"):
        Archive("http://127.0.0.1:9", cache=False).openapi  # noqa: B018
