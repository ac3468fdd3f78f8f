"""The error family of this floor; other failures come from the floors below."""

from __future__ import annotations


class WebError(Exception):
    """An expected failure of the web application; its text is fit to be shown to a user."""


class NothingPublishedError(WebError):
    """There is no release to serve yet."""


class UnacceptableError(WebError):
    """None of the forms that an answer has is acceptable to the client."""


class RequestError(WebError):
    """A request that the SPARQL 1.1 Protocol or this API does not allow."""
