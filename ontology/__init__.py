"""Vocabulary and reference data: what the rest of Shuibao may speak about."""
