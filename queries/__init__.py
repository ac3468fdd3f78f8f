"""Floor 2: questions out; named queries, checks and rules over the graph."""
