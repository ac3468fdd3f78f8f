"""Floor 2: documents in; reading, structuring, extracting, turning into quads."""
