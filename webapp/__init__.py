"""Floor 3: the explorer and the SPARQL endpoint; reads through queries only."""
