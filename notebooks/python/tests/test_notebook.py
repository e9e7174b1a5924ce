from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline import Archive, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = Path(__file__).parents[3] / "dateline"


@pytest.fixture(scope="module")
def own(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive that these tests may write beside."""
    path = tmp_path_factory.mktemp("own") / "archive.db"
    shutil.copy(sample, path)
    with Archive.open(path, program=PROGRAM, cache=False) as opened:
        yield opened


def test_what_was_found_is_kept_in_a_collection(own: Archive) -> None:
    leyla = own.entity("person-leyla-mammadova")
    bank = own.tie(leyla, "org-caspian-development-bank")
    energy = own.search("energy")
    items = [leyla, energy[0], bank, bank.evidence[0], energy, *own.entities().head(2)]

    kept = own.collections.put("The Grid!", items, note="for Monday")

    assert kept.id == "the-grid"
    kinds = ["entity", "article", "tie", "sentence", "search", "entity", "entity"]
    assert [item.kind for item in kept.items] == kinds
    assert own.network(among=kept.entities).entities.total == len(kept.entities)
    assert set(kept.articles) == {energy[0].id, bank.evidence[0].article.id}
    assert "The Grid" in kept.dossier()
    assert [each.title for each in own.collections] == ["The Grid!"]
    again = own.collections.put("The Grid", own.collections.get("the-grid").raw["items"])
    assert again.raw["items"] == kept.raw["items"]


def test_a_collection_is_gone_when_it_is_deleted(own: Archive) -> None:
    own.collections.put("Passing", []).delete()

    with pytest.raises(NotFoundError, match="passing"):
        own.collections.get("passing")
    with pytest.raises(ValueError, match="give one as `id`"):
        own.collections.put("…", [])


def test_a_saved_search_says_what_is_new(own: Archive) -> None:
    saved = own.saved.put("Energy", own.search("energy", country_not="country-az"))

    assert own.saved[0] == saved
    assert "country=-country-az" in saved.search
    assert own.saved.new(saved).total == 0
    assert own.saved.mark_seen(saved).seen >= saved.seen
    own.saved.delete(saved)
    with pytest.raises(NotFoundError):
        own.saved.delete("energy")
