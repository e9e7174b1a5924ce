"""Opens one table in every format as pandas does, and prints what it found."""

import json
import sys

import pandas
import pyarrow
import pyarrow.parquet

csv, jsonl, parquet, arrow = sys.argv[2:]
with pyarrow.ipc.open_stream(arrow) as stream:
    by_arrow = stream.read_all()
by_parquet = pyarrow.parquet.read_table(parquet)


def seen(frame):
    return json.loads(frame.map(short).to_json(orient="records"))


def short(value):
    return value[:100] if isinstance(value, str) else value


def rows(table):
    return [{name: short(value) for name, value in row.items()} for row in table.to_pylist()]


print(
    json.dumps(
        {
            "csv": seen(pandas.read_csv(csv)),
            "jsonl": seen(pandas.read_json(jsonl, lines=True, dtype=False)),
            "parquet": rows(by_parquet),
            "arrow": rows(by_arrow),
            "types": [
                {field.name: str(field.type) for field in table.schema}
                for table in (by_parquet, by_arrow)
            ],
        }
    )
)
