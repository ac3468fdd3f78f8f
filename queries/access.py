"""Sending requests to a store over HTTP, with a user name and password where it asks for them.

Basic (RFC 7617) and Digest (RFC 7616) authentication, whichever the store demands.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException

from queries.answers import JSON_RESULTS
from queries.errors import EndpointError


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who writes to a store; the password is never shown."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a store answered: the HTTP status and the beginning of its words, or the whole body."""

    status: int
    body: bytes

    @property
    def accepted(self) -> bool:
        """Whether the store did what it was asked."""
        return self.status < 300

    def words(self) -> str:
        """The first words of an error message, without the mark-up around them."""
        text = re.sub(r"<[^>]*>", "\n", self.body.decode("utf-8", "replace"))
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        # A page repeats the status in its title; the message proper comes last.
        return (lines[-1] if b"<" in self.body[:1] and lines else "".join(lines[:1]))[:200]


class Access:
    """Sends requests to one store; every request has `seconds` to be answered."""

    def __init__(
        self,
        endpoint: str,
        seconds: float,
        headers: Mapping[str, str] | None = None,
        credentials: Credentials | None = None,
    ) -> None:
        """Prepare for requests to the endpoint's server; the password goes to no other.

        EndpointError where the address is no http(s) address, or the password is wrong.
        """
        if not endpoint.startswith(("http://", "https://")):
            raise EndpointError(
                f"{endpoint!r} is no endpoint; give its whole address, beginning with http://."
            )
        self.endpoint = endpoint
        self._seconds = seconds
        self._headers = {"Accept": f"{JSON_RESULTS}, */*;q=0.1", **(headers or {})}
        self._opener = _opener(endpoint, credentials)
        # A store that answers a body with "401" closes the line while the body is on its way, so
        # the challenge is fetched first.
        if credentials and self.send("HEAD", endpoint).status == 401:
            raise EndpointError(
                f"{endpoint} does not let {credentials.user!r} in; check user name and password."
            )

    def send(
        self, method: str, address: str, kind: str | None = None, body: bytes | None = None
    ) -> Reply:
        """Send a request, with a body of the media type `kind`; a refusal is a reply, too.

        EndpointError where the store cannot be reached.
        """
        headers = {**self._headers, **({"Content-Type": f"{kind}; charset=utf-8"} if kind else {})}
        request = urllib.request.Request(address, body, headers, method=method)
        try:
            with self._opener.open(request, timeout=self._seconds) as answer:
                return Reply(answer.status, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.read(2_000))
        except ValueError as error:  # how urllib tells of a scheme that it does not know
            raise EndpointError(
                f"{self.endpoint} wants another kind of authentication than Basic or Digest; "
                "allow one of these there."
            ) from error
        except (HTTPException, OSError) as error:
            raise EndpointError(
                f"{self.endpoint} cannot be reached ({getattr(error, 'reason', error)}); "
                "check the address and the server."
            ) from error


class _EagerDigest(urllib.request.HTTPDigestAuthHandler):
    """Answers the last challenge again with every request, so that no body is sent in vain."""

    _challenge: Mapping[str, str] | None = None

    def get_authorization(self, req: urllib.request.Request, chal: Mapping[str, str]) -> str | None:
        """The answer to a challenge, which is kept."""
        self._challenge = chal
        return super().get_authorization(req, chal)

    def http_request(self, request: urllib.request.Request) -> urllib.request.Request:
        """The request, authorised where a challenge is known."""
        if self._challenge and not request.has_header(self.auth_header):
            answer = self.get_authorization(request, self._challenge)
            request.add_unredirected_header(self.auth_header, f"Digest {answer}")
        return request

    https_request = http_request


class _EagerBasic(urllib.request.HTTPBasicAuthHandler):
    """Sends the password with every request once the store has asked for it."""

    _realm: str | None = None

    def retry_http_basic_auth(self, host: str, req: urllib.request.Request, realm: str) -> object:
        """The answer to the request sent again with the password; the realm is kept."""
        self._realm = realm
        return super().retry_http_basic_auth(host, req, realm)

    def http_request(self, req: urllib.request.Request) -> urllib.request.Request:
        """The request, authorised where a realm is known."""
        user, password = self.passwd.find_user_password(self._realm or "", req.full_url)
        if self._realm is not None and user and not req.has_header(self.auth_header):
            token = b64encode(f"{user}:{password}".encode()).decode()
            req.add_unredirected_header(self.auth_header, f"Basic {token}")
        return req

    https_request = http_request


def _opener(endpoint: str, credentials: Credentials | None) -> urllib.request.OpenerDirector:
    if credentials is None:
        return urllib.request.build_opener()
    known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    server = "/".join(endpoint.split("/")[:3]) + "/"
    known.add_password(None, server, credentials.user, credentials.password)
    return urllib.request.build_opener(_EagerDigest(known), _EagerBasic(known))
