"""Requests to one server: keys, retries, redirects, and answers that are kept."""

from __future__ import annotations

import json
import ssl
import time
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from .errors import AmbiguousNameError, AnswerError, InvalidQueryError, NotFoundError, ServerError
from .progress import with_bar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .cache import Cache

BASE = "/api/v1"
TRIES = 6
BUSY = {429, 503}
# Longer than the server's own limit for expensive requests.
TIMEOUT = httpx.Timeout(120, connect=5)


class Connection:
    """Speaks to the server at `url`."""

    def __init__(
        self,
        url: str,
        *,
        key: str | None = None,
        cache: Cache | None = None,
        progress: bool | None = None,
        max_wait: float = 60,
    ) -> None:
        self.url = url.rstrip("/")
        self.progress = progress
        self._cache = cache
        self._key = key
        self._max_wait = max_wait
        headers = {"Accept": "application/json", "User-Agent": "dateline-python/0.1"}
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        # Do not use the environment's proxies for a local server.
        is_local = urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1")
        # Loading certificates is slow; without them, a redirect to TLS is refused.
        is_plain = urlsplit(url).scheme == "http"
        self._http = httpx.Client(
            headers=headers,
            timeout=TIMEOUT,
            follow_redirects=True,
            trust_env=not is_local,
            verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if is_plain else True,
        )

    def get(self, address: str) -> Any:
        """The JSON at an address below the API, from the cache where it has not changed."""
        return json.loads(self._kept(address, lambda response: response.content, stream=False))

    def rows(self, address: str, label: str) -> list[Any]:
        """The rows of a JSON Lines file, read as one stream, from the cache where it has not
        changed.
        """

        def read(response: httpx.Response) -> bytes:
            total = response.headers.get("Dateline-Total")
            lines = _lines(self._parts(response))
            count = None if total is None else int(total)
            return b"".join(with_bar(lines, count, label, shown=self.progress))

        body = self._kept(address, read, accept="*/*", stream=True)
        return [json.loads(line) for line in body.splitlines()]

    def _kept(
        self,
        address: str,
        read: Callable[[httpx.Response], bytes],
        *,
        accept: str = "application/json",
        stream: bool,
    ) -> bytes:
        place = f"{self.url} {self._key or ''} {address}"
        kept = self._cache.get(place) if self._cache else None
        headers = {"Accept": accept}
        if kept is not None:
            headers["If-None-Match"] = kept.etag
        response = self._retry(self._request("GET", address, headers, None), stream=stream)
        if response.status_code == httpx.codes.NOT_MODIFIED and kept is not None:
            response.close()
            return kept.body
        body = read(response)
        etag = response.headers.get("ETag")
        if etag is not None and self._cache:
            self._cache.put(place, etag, body)
        return body

    def post(self, address: str, body: Any) -> Any:
        """Sends JSON, and returns the JSON of the answer."""
        return self._send("POST", address, body=body).json()

    def put(self, address: str, body: Any) -> Any:
        """Creates or replaces what is at an address, and returns the JSON of the answer."""
        return self._send("PUT", address, body=body).json()

    def delete(self, address: str) -> None:
        """Deletes what is at an address."""
        self._send("DELETE", address)

    def stream(self, address: str) -> Iterator[bytes]:
        """The bytes of a file, as they come; a file that breaks off raises."""
        request = self._request("GET", address, {"Accept": "*/*"}, None)
        yield from self._parts(self._retry(request, stream=True))

    def _parts(self, response: httpx.Response) -> Iterator[bytes]:
        try:
            yield from response.iter_bytes()
        except httpx.TransportError as error:
            raise ServerError(f"the server at {self.url} broke off: {error}") from error
        finally:
            response.close()

    def close(self) -> None:
        """Closes the connections that are kept open."""
        self._http.close()

    def _send(self, method: str, address: str, *, body: Any = None) -> httpx.Response:
        return self._retry(self._request(method, address, {}, body), stream=False)

    def _request(
        self, method: str, address: str, headers: dict[str, str], body: Any
    ) -> httpx.Request:
        content = None if body is None else json.dumps(body)
        if content is not None:
            headers = {**headers, "Content-Type": "application/json"}
        return self._http.build_request(
            method, self.url + BASE + address, headers=headers, content=content
        )

    def _retry(self, request: httpx.Request, *, stream: bool) -> httpx.Response:
        """Asks again while the server is busy, when it says that it will not be."""
        waited = 0.0
        for tries in range(1, TRIES + 1):
            response = self._once(request, stream=stream)
            if response.status_code not in BUSY:
                break
            wait = retry_after(response.headers.get("Retry-After"), fallback=2 ** (tries - 1))
            waited += wait
            if tries == TRIES or waited > self._max_wait:
                break
            response.close()
            time.sleep(wait)
        if response.is_success or response.status_code == httpx.codes.NOT_MODIFIED:
            return response
        response.read()
        raise to_error(response)

    def _once(self, request: httpx.Request, *, stream: bool) -> httpx.Response:
        try:
            try:
                return self._http.send(request, stream=stream)
            except httpx.RemoteProtocolError:
                # The server had closed a kept-alive connection; no request does harm when it is sent twice.
                return self._http.send(request, stream=stream)
        except httpx.ConnectError as error:
            raise ServerError(
                f"no server answers at {self.url}; start one with `./dateline serve`, "
                'or use Archive.open("archive.db")'
            ) from error
        except httpx.TransportError as error:
            raise ServerError(f"the server at {self.url} broke off: {error}") from error


def _lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a file, each with its end."""
    rest = b""
    for part in parts:
        *whole, rest = (rest + part).split(b"\n")
        for line in whole:
            yield line + b"\n"
    if rest:
        yield rest


def retry_after(header: str | None, *, fallback: float) -> float:
    """Seconds to wait: the header has them, or a date; `fallback` where it has neither."""
    if header is None:
        return fallback
    if header.strip().isdigit():
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return fallback
    return max(0.0, (until - datetime.now(timezone.utc)).total_seconds())


def to_error(response: httpx.Response) -> Exception:
    """The exception for an answer that is no success."""
    try:
        problem = response.json()
    except ValueError:
        problem = {}
    if response.status_code == httpx.codes.MULTIPLE_CHOICES:
        return AmbiguousNameError(problem.get("id", ""), problem.get("items", []))
    detail = problem.get("detail") or response.reason_phrase
    at = (problem.get("parameter"), problem.get("position"))
    kinds = {400: InvalidQueryError, 404: NotFoundError}
    return kinds.get(response.status_code, AnswerError)(response.status_code, detail, *at)
