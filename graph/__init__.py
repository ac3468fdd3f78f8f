"""Floor 1: the graph itself, from minting an IRI to publishing a release."""
