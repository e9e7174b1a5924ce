from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from dateline import AmbiguousNameError, InvalidQueryError, NotFoundError, Q, piece

if TYPE_CHECKING:
    from pathlib import Path

    from dateline import Archive

LEYLA = "person-leyla-mammadova"


def test_an_entity_is_found_by_its_name_or_id(archive: Archive) -> None:
    leyla = archive.entity("Leyla Mammadova")

    assert leyla.id == archive.entity(LEYLA).id == archive.entity(leyla).id == LEYLA
    assert leyla.mentions().total == leyla.sentences
    assert {row.name for row in leyla.aliases} >= {"Leyla Mammadova"}
    assert leyla.name in leyla._repr_html_()


def test_a_name_of_nobody_says_who_is_near(archive: Archive) -> None:
    with pytest.raises(NotFoundError, match="nobody is called Leyla Mam; there are person-leyla"):
        archive.entity("Leyla Mam")
    with pytest.raises(NotFoundError, match="404"):
        archive.entity("person-nobody")


def test_a_name_of_several_lists_them() -> None:
    error = AmbiguousNameError(
        "Kim", [{"id": "person-kim-1", "name": "Kim A"}, {"id": "person-kim-2", "name": "Kim B"}]
    )

    assert (
        str(error)
        == "Kim may be any of person-kim-1 (Kim A), person-kim-2 (Kim B); use one of these ids"
    )


def test_every_number_of_a_tie_is_the_length_of_its_list(archive: Archive) -> None:
    leyla = archive.entity(LEYLA)
    ties = leyla.ties(sort="sentences")
    sentences = [tie.sentences for tie in ties]

    assert sentences == sorted(sentences, reverse=True)
    tie = archive.tie(leyla, ties[0].entity.id)
    evidence = tie.evidence
    assert tie.sentences == evidence.total == len(evidence.df) == ties[0].sentences
    assert evidence.df["article"].nunique() == tie.articles
    names = {tie.a.id, tie.b.id}
    assert all({span.entity for span in sentence.spans} == names for sentence in evidence)


def test_ties_within_a_search_are_counted_in_its_articles(archive: Archive) -> None:
    energy = archive.search("energy")
    within = archive.entity(LEYLA).ties(search=energy)

    assert 0 < within.total < archive.entity(LEYLA).ties().total


def test_lists_of_names_are_counted_where_they_are_asked_for(archive: Archive) -> None:
    strongest = archive.ties().df.sort_values("sentences").iloc[-1]
    pair = (strongest["a"], strongest["b"])
    tie, more = archive.tie(*pair), archive.tie(*pair, lists=True)

    assert more.sentences == tie.sentences + tie.model.inLists
    assert len(more.evidence_by("newest", lists=True).df) == more.sentences
    assert archive.tie(*pair, search="energy").sentences <= tie.sentences
    ties = archive.entity(pair[0]).ties(lists=True, exclude=[pair[1]])
    assert len(ties.df) == ties.total


def test_names_that_were_linked_over_the_archive_can_be_left_out(archive: Archive) -> None:
    everywhere = archive.entity(LEYLA).mentions()
    stated = archive.entity(LEYLA).mentions(search=archive.search(inferred=False))
    spans = [span for sentence in everywhere for span in sentence.spans if span.entity == LEYLA]

    assert 0 < stated.total <= everywhere.total
    assert (stated.total < everywhere.total) == any(span.inferred for span in spans)


def test_all_ties_mentions_and_quotations_are_tables(archive: Archive) -> None:
    energy = archive.search("energy")

    assert len(archive.ties()) == archive.status.ties
    assert set(energy.mentions.df["article"]) <= set(energy.df["id"])
    assert {"speaker", "cue", "content"} <= set(energy.quotes.df.columns)


def test_copies_of_a_text_are_a_story(archive: Archive) -> None:
    folded = archive.search(fold=True)

    assert len(folded.df) == archive.status.stories
    counted = archive.search("energy", count="stories").facet("source")
    assert counted[0].count <= archive.search("energy").facet("source")[0].count
    copied, articles = next(
        (hit, hit.copies.articles) for hit in folded if hit.copies and hit.copies.articles > 1
    )
    assert archive.story(copied.story).total == articles
    assert archive.search(story=copied.story).total == articles
    assert archive.copies(copied).total == articles - 1


def test_what_is_like_an_article_is_another_story(archive: Archive) -> None:
    article = archive.article(archive.search("energy")[0])
    similar = archive.similar(article)

    assert similar.total > 0
    assert article.story not in {hit.story for hit in similar}


def test_pairs_that_are_new_come_with_their_first_sentence(archive: Archive) -> None:
    new = archive.firsts("2025")

    assert new.total == len(new.df) > 0
    assert all(str(tie.first) >= "2025" and tie.evidence for tie in new)


def test_offsets_count_utf16_units() -> None:
    assert piece("🛢 Baku", 3, 7) == "Baku"


def test_filters_take_values_lists_and_what_is_left_out(archive: Archive) -> None:
    everything = archive.search().total
    named = archive.search(country="country-az")
    without = archive.search(country_not=["country-az"])

    assert named.total + without.total == everything
    assert archive.search(person=archive.entity(LEYLA)).total == archive.entity(LEYLA).articles
    both = archive.search(country_all=["country-az", "country-kz"])
    assert 0 < both.total < archive.search(country=["country-az", "country-kz"]).total
    with pytest.raises(TypeError, match="a search has no contry"):
        archive.search(contry="country-az")


def test_a_value_with_a_comma_or_a_leading_minus_stays_one_value(archive: Archive) -> None:
    sources = [value.value for value in archive.search().facet("source")]
    for source in [*sources, "-30-", "a, b"]:
        total = archive.search(source=source).total
        assert total == archive.search(source=[source]).total
        assert (total > 0) == (source in sources)


def test_a_network_is_a_graph(archive: Archive) -> None:
    network = archive.search("energy").network(size=30)
    graph = network.nx

    assert graph.number_of_nodes() == network.entities.total == 30
    assert graph.number_of_edges() == network.ties.total > 10
    node = graph.nodes[network.entities[0].id]
    assert node["name"] == network.entities[0].name
    assert network.total == archive.search("energy").total


def test_ids_of_a_list_can_be_sent_back_in_any_form(archive: Archive, tmp_path: Path) -> None:
    people = archive.entities(kind="person").head(8)
    ids = [entity.id for entity in people]
    expected = archive.network(among=ids).nx.edges
    csv, lines = tmp_path / "people.csv", tmp_path / "people.jsonl"
    people.df.to_csv(csv, index=False)
    lines.write_text("\n".join(json.dumps(row) for row in people.raw))
    parquet = people.to_parquet(tmp_path / "people.parquet")

    for form in (people, people.df, csv, lines, parquet, people.raw, list(people)):
        assert set(archive.network(among=form).nx.edges) == set(expected)


def test_paths_carry_their_sentences(archive: Archive) -> None:
    paths = archive.paths(LEYLA, "country-ru", hubs=True)

    assert paths.total > 0
    for path in paths:
        assert path.entities[0].id == LEYLA
        assert path.entities[-1].id == "country-ru"
        assert all(hop.evidence for hop in path.hops)


def test_changes_come_with_a_sentence(archive: Archive) -> None:
    changes = archive.changes("2024", "2025")

    assert changes.total > 0
    assert {change.change for change in changes} <= {"new", "stronger", "weaker", "gone"}
    assert archive.changes("2024", "2025", of="entities")[0].entity.id
    with pytest.raises(InvalidQueryError, match="earlier"):
        archive.changes("2025", "2024")


def test_explain_and_facets_answer_for_a_search(archive: Archive) -> None:
    search = archive.search(Q("energy zzzzzz"))

    assert [branch.total.value == 0 for branch in search.explain().branches] == [False, True]
    assert archive.search("energy").facet("country")[0].count > 0


def test_an_article_has_its_text_and_names(archive: Archive) -> None:
    article = archive.article(archive.search("energy")[0])

    for mention in article.mentions:
        if mention.field == "body":
            assert piece(article.body, mention.start, mention.end) == mention.surface


def test_decisions_are_listed(archive: Archive) -> None:
    assert archive.decisions.total == 0
    assert archive.decisions.df.empty


def test_quotations_are_those_of_the_entity(archive: Archive) -> None:
    leyla = archive.entity(LEYLA)

    assert leyla.quotes.total == len(leyla.quotes.df) > 0
    for quote in leyla.quotes:
        assert quote.speaker.id == LEYLA
        assert any(piece(quote.text, span.start, span.end) == quote.cue for span in quote.spans)


def test_a_list_of_names_is_matched_in_its_order(archive: Archive) -> None:
    names = ["Leyla Mammadova", "Nobody Atall", "Caspian Development Bank"]
    matched = archive.match(names)

    assert [row.name for row in matched] == names
    assert matched.ids == [LEYLA, "org-caspian-development-bank"]
    assert matched.network.nx.has_edge(*matched.ids)
    assert archive.match(["Leyla Mammadova"] * 1001).total == 1001
    assert archive.match(["Azerbaijan"], kind="person").ids == []


def test_names_in_a_text_are_found_where_they_stand(archive: Archive) -> None:
    text = "🛢 Energy minister Leyla Mammadova spoke for Azerbaijan."
    screened = archive.screen(text)

    assert screened.ids == [LEYLA, "country-az"]
    assert piece(text, screened[0].places[0].start, screened[0].places[0].end) == "Leyla Mammadova"


def test_a_question_is_answered_by_sentences(archive: Archive) -> None:
    answers = archive.answers("Who heads the Caspian Development Bank?")

    assert answers.total > 0
    assert "Caspian Development Bank" in " ".join(answer.text for answer in answers)
