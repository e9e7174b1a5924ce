from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from dateline import Archive, ServerError

HOME = Path(__file__).parents[3]
OPEN = """
import sys, time
from dateline import Archive
archive = Archive.open(sys.argv[1], program=sys.argv[2])
print(archive.url, flush=True)
sys.stdin.read()
"""


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/livez").is_success
    except httpx.TransportError:
        return False


def ends_soon(url: str) -> bool:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if not answers(url):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("kill", [True, False], ids=["killed", "ended"])
def test_the_server_ends_with_the_program_that_opened_it(sample: Path, kill: bool) -> None:
    command = [sys.executable, "-c", OPEN, str(sample), str(HOME / "dateline")]
    program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert program.stdin is not None
    assert program.stdout is not None
    url = program.stdout.readline().strip()
    assert answers(url)

    if kill:
        program.kill()
    else:
        program.stdin.close()
    program.wait()
    assert ends_soon(url)


def test_two_archives_are_open_at_once_and_closed_by_themselves(sample: Path) -> None:
    with Archive.open(sample, program=HOME / "dateline") as one:
        with Archive.open(sample, program=HOME / "dateline") as other:
            assert one.url != other.url
            assert one.status.articles == other.status.articles
        assert not answers(other.url)
        assert answers(one.url)


def test_what_is_no_archive_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no archive at"):
        Archive.open(tmp_path / "none.db", program=HOME / "dateline")
    text = tmp_path / "text.db"
    text.write_text("no archive")
    with pytest.raises(ServerError, match=r"text\.db"):
        Archive.open(text, program=HOME / "dateline")
