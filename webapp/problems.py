"""Failures as answers: which status each has, as a page for people or problem+json for programs.

RFC 9457 (Problem Details for HTTP APIs) is the one form for programs.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, NotFound

from graph.errors import DamagedReleaseError, GraphError, ReleaseError
from queries.errors import (
    BadQueryError,
    DeadlineError,
    EndpointError,
    ExportError,
    ForbiddenQueryError,
    MemoryLimitError,
    ParameterError,
    QueryError,
    ResultTooLargeError,
    TooBusyError,
    UnknownQueryError,
)
from webapp.errors import NothingPublishedError, RequestError, UnacceptableError, WebError
from webapp.negotiation import preferred

_LOG = logging.getLogger(__name__)
_MACHINES = ("/api/", "/sparql", "/.well-known/", "/health")

# The first class that fits decides, so subclasses stand before their parents.
_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (UnknownQueryError, 404),
    (ParameterError, 400),
    (BadQueryError, 400),
    (ForbiddenQueryError, 403),
    (DeadlineError, 504),
    (TooBusyError, 503),
    (MemoryLimitError, 422),
    (ResultTooLargeError, 422),
    (EndpointError, 502),
    (ExportError, 406),
    (QueryError, 500),
    (DamagedReleaseError, 503),
    (ReleaseError, 404),
    (GraphError, 500),
    (NothingPublishedError, 503),
    (UnacceptableError, 406),
    (RequestError, 400),
)
_TITLES = {
    400: ("请求有误", "Bad request"),
    403: ("不允许", "Not allowed"),
    404: ("没有找到", "Not found"),
    405: ("不支持这种方法", "Method not allowed"),
    406: ("没有所要的格式", "Not acceptable"),
    413: ("请求太大", "Request too large"),
    414: ("地址太长", "Address too long"),
    415: ("不支持这种内容类型", "Unsupported media type"),
    422: ("结果超出限制", "Over a limit"),
    500: ("程序出错", "Something went wrong"),
    502: ("远程数据源没有回答", "The remote store failed"),
    503: ("暂时无法回答", "Not available just now"),
    504: ("查询超时", "The query took too long"),
}


# What a person can do about it; the detail itself is told in English by the floors below.
_HINTS = {
    400: "请检查所填的内容或查询语句。",
    403: "本站只读：不允许更新，也不允许通过 SERVICE 访问其他服务器。",
    404: "这里没有这一项；可以检索，或从计划、机构列表进入。",
    405: "本站只读，请用 GET 访问。",
    406: "请改用所列的格式之一。",
    413: "请缩短查询。",
    415: "请按 SPARQL 1.1 协议所定的类型发送。",
    422: "结果太大或所需内存太多；请缩小范围，或加上 LIMIT。",
    500: "错误已记录，请稍后再试。",
    502: "远程数据源不可用，请稍后再试。",
    503: "请稍等片刻再试。",
    504: "查询超过时限，已被停止；请缩小范围。",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A failure as it is told: status, one sentence, and further fields and headers."""

    status: int
    detail: str
    fields: dict[str, object] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def hint(self) -> str:
        """What to do, in Chinese."""
        return _HINTS.get(self.status, "")

    @property
    def titles(self) -> tuple[str, str]:
        """What the status means, in Chinese and English."""
        return _TITLES.get(self.status, ("出错", "Error"))


def problem_of(error: Exception) -> Problem:
    """What is told of an expected failure; unexpected ones say nothing of the inside."""
    if isinstance(error, HTTPException):
        headers = {k: v for k, v in error.get_headers() if k in ("Allow", "Retry-After")}
        return Problem(error.code or 500, error.description or "", headers=headers)
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), None)
    if status is None:
        return Problem(500, "An unexpected error happened; it was logged. Please try again.")
    fields: dict[str, object] = {}
    extra: dict[str, str] = {}
    if isinstance(error, BadQueryError) and error.line is not None:
        fields = {"line": error.line, "column": error.column}
    if isinstance(error, TooBusyError):
        extra = {"Retry-After": str(error.retry_after)}
    elif status == 503:
        extra = {"Retry-After": "10"}
    return Problem(status, str(error), fields, extra)


def answer(problem: Problem) -> Response:
    """The problem as a page where a browser asks for a page, else as problem+json."""
    if wants_page():
        body = render_template("error.html", problem=problem)
        response = Response(body, problem.status, content_type="text/html; charset=utf-8")
    else:
        response = Response(as_json(problem), problem.status)
        response.content_type = "application/problem+json"
    response.headers.update(problem.headers)
    return response


def as_json(problem: Problem) -> bytes:
    """RFC 9457: type, title, status, detail, instance, and what the problem adds."""
    told = {
        "type": "about:blank",
        "title": problem.titles[1],
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.path,
    }
    return json.dumps(told | problem.fields, ensure_ascii=False).encode() + b"\n"


def wants_page() -> bool:
    """Whether an error is told to a person: pages tell people, other paths tell programs."""
    offers = ("text/html", "application/problem+json")
    if request.path.startswith(_MACHINES):
        offers = offers[::-1]
    return preferred(request.headers.get("Accept"), offers) != "application/problem+json"


def register(app: Flask) -> None:
    """Answer every failure of the application in the one form."""

    def handle(error: Exception) -> Response:
        problem = problem_of(error)
        if problem.status == 500:
            _LOG.error("%s %s failed", request.method, request.path, exc_info=error)
        return answer(problem)

    for kind in (QueryError, GraphError, WebError, HTTPException, Exception):
        app.register_error_handler(kind, handle)


def missing(what: str) -> NotFound:
    """The failure to find a thing of the graph."""
    return NotFound(f"There is nothing at {what} in this release; search for it, or see the plans.")
