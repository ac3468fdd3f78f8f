"""What every reader's text has in common: one kind of line end, only characters that show."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
#: Characters that XML and HTML cannot carry, so that no page could show them.
_UNSHOWABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def showable(text: str) -> str:
    """The text with line feeds for every kind of line end and without what no page can show.

    A byte order mark at the start goes; what cannot be shown becomes U+FFFD.
    """
    return _UNSHOWABLE.sub("\ufffd", _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")))
