"""Questions out: named queries, rules and checks, and the ways to run them."""
