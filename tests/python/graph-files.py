"""Opens a GraphML and a GEXF file as their readers do, and prints what they found there."""

import json
import sys

import igraph
import networkx
from lxml import etree

here, graphml, gexf = sys.argv[1:]
for name, file in (("graphml", graphml), ("gexf", gexf)):
    etree.RelaxNG(file=f"{here}/{name}.rng").assertValid(etree.parse(file))


def seen(graph):
    nodes = {node: dict(values) for node, values in graph.nodes(data=True)}
    edges = [[*sorted(pair), values] for *pair, values in graph.edges(data=True)]
    return {"directed": graph.is_directed(), "about": graph.graph, "nodes": nodes, "edges": edges}


by_igraph = igraph.Graph.Read_GraphML(graphml)
print(
    json.dumps(
        {
            "graphml": seen(networkx.read_graphml(graphml)),
            "gexf": seen(networkx.read_gexf(gexf)),
            "igraph": {
                "directed": by_igraph.is_directed(),
                "ids": by_igraph.vs["id"],
                "labels": by_igraph.vs["label"],
                "weights": by_igraph.es["weight"],
            },
        }
    )
)
