"""Times NetworkX on exported ties: FILE HUB PAIRS; prints the seconds as JSON."""

import itertools
import json
import sys
import time

import networkx as nx

file, hub, pairs = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])


def seconds(work):
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


graph = nx.Graph()


def build():
    with open(file, encoding="utf-8") as lines:
        for tie in map(json.loads, lines):
            graph.add_edge(tie["a"], tie["b"], weight=tie["strength"] + 1e-9)


def strongest():
    sorted(graph[hub].items(), key=lambda tie: -tie[1]["weight"])[:20]


def paths():
    for a, b in pairs:
        list(itertools.islice(nx.shortest_simple_paths(graph, a, b), 5))


def communities():
    nx.community.louvain_communities(graph, seed=1)


built = seconds(build)
print(
    json.dumps(
        {
            "build": built,
            "hub": seconds(strongest),
            "path": seconds(paths) / len(pairs),
            "communities": seconds(communities),
        }
    )
)
