"""Full-text search by sqlite-utils over a gzipped JSONL file; prints what it measured as JSON: CORPUS QUERIES."""

import gzip
import json
import resource
import sys
import time

import sqlite_utils

corpus, queries = sys.argv[1:]
with gzip.open(corpus, "rt", encoding="utf-8") as lines:
    texts = [{key: record[key] for key in ("id", "title", "body")} for record in map(json.loads, lines)]

started = time.perf_counter()
database = sqlite_utils.Database(memory=True)
table = database["articles"]
table.insert_all(texts, pk="id")
table.enable_fts(["title", "body"], tokenize="porter")
indexing = time.perf_counter() - started
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

with open(queries, encoding="utf-8") as file:
    wanted = json.load(file)
times = []
answered = 0
for number, query in enumerate(wanted + wanted):
    before = time.perf_counter()
    hits = list(table.search(query, limit=20, quote=True))
    took = (time.perf_counter() - before) * 1000
    if number >= len(wanted):
        times.append(took)
        answered += bool(hits)
print(json.dumps({"indexing": indexing, "times": times, "answered": answered, "memory": memory}))
