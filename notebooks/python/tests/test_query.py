from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dateline import InvalidQueryError, Q

if TYPE_CHECKING:
    from dateline import Archive


def found(archive: Archive, query: Q) -> set[str]:
    return {hit.id for hit in archive.search(query, strict=True)}


PAIRS = [
    (Q("energy"), Q("minister")),
    (Q.phrase("prime minister"), Q.country("AZ")),
    (Q("oil") | Q("gas"), Q.after("2024")),
    (~Q("energy"), Q.prefix("min") & Q("bank")),
    (Q.person("Leyla Mammadova"), Q.same(Q("energy") & Q("minister"))),
    (Q.written("energy OR bank"), Q.title("minister")),
    (Q.near("energy", "minister", distance=3), Q.before(date(2025, 6, 30))),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_operators_are_the_algebra_of_sets(archive: Archive, one: Q, other: Q) -> None:
    everything = {hit.id for hit in archive.search()}
    a, b = found(archive, one), found(archive, other)

    assert found(archive, one & other) == a & b
    assert found(archive, one | other) == a | b
    assert found(archive, ~one) == everything - a
    assert found(archive, ~(one | other) & ~one) == everything - a - b


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        (
            Q("Oil OR gas: (title:x"),
            "Articles with “oil”, with “or”, with “gas”, with “title” and with “x”.",
        ),
        (Q("and"), "Articles with “and”."),
        (Q.phrase('he said "no"'), "Articles with the phrase “he said no”."),
        (Q.prefix("port"), "Articles with a word beginning with “port”."),
        (Q.source('The "Echo" (daily)'), "Articles from the source “the echo daily”."),
        (
            Q.then("grain", "new deal", distance=2),
            "Articles with “grain” followed by the phrase “new deal” with at most 2 other words between.",
        ),
        (Q.atleast(3, "oil"), "Articles with “oil” at least 3 times."),
        (Q.on("2024-06"), "Articles dated 2024-06."),
        ("oil" & Q("gas"), "Articles with “oil” and with “gas”."),
    ],
)
def test_words_are_never_operators(archive: Archive, query: Q, meaning: str) -> None:
    assert archive.search(query, strict=True).reading == meaning


@pytest.mark.parametrize("text", ['"open', "(open", "close)", ") ("])
def test_a_written_query_that_would_change_its_neighbours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no counterpart"):
        Q.written(text)


def test_no_word_and_no_date_are_refused() -> None:
    with pytest.raises(ValueError, match="no word"):
        Q("…")
    with pytest.raises(ValueError, match="no date"):
        Q.after("2024) OR (x")


def test_a_query_as_written_is_sent_as_it_is(archive: Archive) -> None:
    assert archive.search("energy OR oil").total == archive.search(Q("energy") | "oil").total
    with pytest.raises(InvalidQueryError) as caught:
        archive.search("(energy", strict=True).total  # noqa: B018
    assert caught.value.parameter == "q"
    assert caught.value.position == 0
