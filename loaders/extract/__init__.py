"""One module a kind of fact: a section in, records out, no RDF."""
