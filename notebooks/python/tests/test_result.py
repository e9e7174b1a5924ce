from __future__ import annotations

from pathlib import Path

import pytest

from dateline import AnswerError, Archive, models

PROGRAM = Path(__file__).parents[3] / "dateline"


def test_a_result_is_the_same_rows_in_every_form(archive: Archive) -> None:
    hits = archive.search("minister", sort="newest")
    ids = [row["id"] for row in hits.raw]

    assert hits.total == len(ids) == len(set(ids)) > 10
    assert [hit.id for hit in hits] == ids
    assert list(hits.df["id"]) == ids
    assert hits.to_arrow()["id"].to_pylist() == ids
    assert hits.to_polars()["id"].to_list() == ids
    assert [hit.id for page in hits.pages() for hit in page] == ids
    assert isinstance(hits[0], models.Hit)


def test_all_rows_come_over_all_pages(archive: Archive) -> None:
    articles = archive.search()
    pages = list(archive.search().pages())

    assert len(pages) > 1
    assert sum(map(len, pages)) == articles.total == archive.status.articles
    assert len(articles.df) == articles.total


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "arrow"])
def test_a_frame_has_the_columns_and_rows_of_the_file(
    archive: Archive, tmp_path: Path, ending: str
) -> None:
    pandas = pytest.importorskip("pandas")
    path = tmp_path / f"table.{ending}"
    readers = {
        "csv": pandas.read_csv,
        "jsonl": lambda path: pandas.read_json(path, lines=True),
        "parquet": pandas.read_parquet,
        "arrow": lambda path: pytest.importorskip("pyarrow").ipc.open_stream(path).read_pandas(),
    }
    leyla = archive.entity("person-leyla-mammadova")
    for table in (archive.search("energy"), leyla.ties(sort="sentences"), leyla.mentions()):
        read = readers[ending](table.export(path))

        assert list(read.columns) == list(table.df.columns)
        key = read.columns[0]
        assert list(read[key]) == list(table.df[key])


def test_a_frame_is_one_request_and_the_same_file_is_sent_once(
    sample: Path, tmp_path: Path
) -> None:
    with Archive.open(sample, program=PROGRAM, cache=tmp_path) as archive:
        asked: list[str] = []
        archive._connection._http.event_hooks["response"].append(
            lambda response: asked.append(f"{response.status_code} {response.url.path}")
        )
        frames = [archive.search().df for _ in range(2)]

    assert asked == ["200 /api/v1/articles.jsonl", "304 /api/v1/articles.jsonl"]
    assert frames[0].equals(frames[1])


def test_a_frame_keeps_the_order_of_the_list(archive: Archive) -> None:
    articles = archive.search(sort="oldest").df
    dated = articles["publishedAt"].dropna()

    assert dated.dt.normalize().is_monotonic_increasing
    assert articles["publishedAt"].iloc[: len(dated)].notna().all()
    assert archive.entities().df["articles"].is_monotonic_decreasing


def test_parquet_is_read_by_pandas(archive: Archive, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    hits = archive.search("energy")
    frame = pandas.read_parquet(hits.to_parquet(tmp_path / "hits.parquet"))

    assert list(frame["title"]) == list(hits.df["title"])


def test_counts_by_month_are_those_of_the_app(archive: Archive) -> None:
    hits = archive.search("minister")
    by_bucket = {bucket.key[:7]: 0 for bucket in hits.histogram}
    for bucket in hits.histogram:
        by_bucket[bucket.key[:7]] += bucket.count
    counted = hits.df["publishedAt"].dropna().dt.strftime("%Y-%m").value_counts().to_dict()

    assert {month: count for month, count in by_bucket.items() if count} == counted


def test_a_table_shows_links_and_a_thumbnail_and_escapes_what_articles_say(
    archive: Archive,
) -> None:
    hits = archive.search("minister")
    shown = hits._repr_html_()

    assert f'href="{archive.url}/search?q=minister"' in shown
    assert f'href="{archive.url}/article/{hits[0].id}"' in shown
    assert "<svg" in shown
    quoted = hits.where(lambda _: True).head(1)
    quoted.raw[0]["title"] = "<script>alert(1)</script>"
    assert "<script>" not in quoted._repr_html_()


def test_an_empty_result_has_no_rows_and_says_so(archive: Archive) -> None:
    nothing = archive.search("zzzzzz")

    assert nothing.total == 0
    assert not nothing
    assert list(nothing) == []
    assert "title" in nothing.df.columns
    assert "0 articles" in nothing._repr_html_()


def test_rows_can_be_narrowed(archive: Archive) -> None:
    people = archive.entities(kind="person")
    few = people.where(lambda entity: entity.articles == 1)

    assert 0 < few.total < people.total
    assert all(entity.articles == 1 for entity in few)
    assert people.head(3).total == 3


def test_a_file_of_the_server_has_all_rows(archive: Archive, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    articles = archive.search(sort="oldest")
    ids = [hit.id for hit in articles]

    csv = pandas.read_csv(articles.export(tmp_path / "articles.csv"))
    parquet = pandas.read_parquet(articles.export(tmp_path / "articles.parquet"))
    assert sorted(csv["id"]) == sorted(parquet["id"]) == sorted(ids)
    ties = archive.entity("person-leyla-mammadova").ties()
    assert len(pandas.read_csv(ties.export(tmp_path / "ties.csv"))) == ties.total
    with pytest.raises(AnswerError, match="404"):
        articles.export(tmp_path / "articles.xlsx")
    assert {path.name for path in tmp_path.iterdir()} == {
        "articles.csv",
        "articles.parquet",
        "ties.csv",
    }
