"""Stretches that are taken: what a second rule may still read."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.extract.taken import Taken

_SPAN = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (min(pair), max(pair)))


@given(st.lists(_SPAN), _SPAN)
def test_a_stretch_is_held_where_it_shares_a_character(
    spans: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    taken = Taken(10, 30)
    for span in spans:
        taken.take(*span)
    marked = {at for span in spans for at in range(*span)} & set(range(10, 30))
    assert taken.holds(*asked) == bool(marked & set(range(*asked)))
