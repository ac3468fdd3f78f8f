"""One module a file format: a file in, text with its offsets kept out."""
