"""Requests to a server over HTTP: bounded in time and size, to the address given and to no other."""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDefaultErrorHandler,
    HTTPDigestAuthHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from kg.errors import StoreError

__all__ = ["Client", "Reply"]

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]+")
_SAID = 300
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_CUT = "X-SPARQL-MaxRows"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answers.

    Attributes:
        status: 200, 404 …
        media_type: of the body, without its parameters.
        body: at most as long as the client allows.
        cut: whether the server says that it left out rows (`X-SPARQL-MaxRows`).
        location: where a redirection leads; "" where there is none.
    """

    status: int
    media_type: str
    body: bytes
    cut: bool = False
    location: str = ""

    @property
    def said(self) -> str:
        """The beginning of the body in one line, for a message; a page, which is no message, says nothing."""
        if self.media_type in _PAGES:
            return ""
        return _one_line(self.body[: 4 * _SAID].decode("utf-8", errors="replace"))


class _NoRedirect(HTTPRedirectHandler):
    """Follows nowhere: a server could send us to one that is not meant, and a changed request loses its body."""

    def redirect_request(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str) -> None:
        """Leave the answer as it is."""


@dataclass(frozen=True, slots=True)
class Client:
    """Sends requests with the standard library's urllib.

    Attributes:
        user: for Basic or Digest authentication, whichever the server asks for; "" for none.
        password: of the user.
        login: what a person can do about a refused login, for messages.
        timeout: seconds that a server may be silent.
        largest: bytes that an answer may have.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    login: str = "给出用户名和密码 give a user and a password"
    timeout: float = 60.0
    largest: int = 1 << 28

    def send(
        self, method: str, url: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Send one request, and give the answer whatever its status.

        Raises:
            StoreError: the address is none of HTTP, the server cannot be reached, or its answer is too long.
        """
        if urlsplit(url).scheme not in {"http", "https"}:
            raise StoreError("不是 HTTP 地址 not an address of HTTP", place=url, remedy="写作 http://… 或 https://…")
        try:
            request = Request(url, data=body, headers=dict(headers or {}), method=method)  # noqa: S310 - checked above
            with self._opener(url).open(request, timeout=self.timeout) as answer:
                return self._reply(answer, url)
        except HTTPError as error:
            with error:
                return self._reply(error, url)
        except TimeoutError as error:
            raise StoreError(f"{self.timeout:g} 秒内没有答复 no answer in time", place=url) from error
        except (URLError, http.client.HTTPException, OSError, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, TimeoutError):
                raise StoreError(f"{self.timeout:g} 秒内没有答复 no answer in time", place=url) from error
            raise StoreError(
                f"连不上 unreachable: {reason}", place=url, remedy="检查地址，服务器是否在运行 is it running?"
            ) from error

    def _opener(self, url: str) -> OpenerDirector:
        opener = OpenerDirector()
        passwords = HTTPPasswordMgrWithDefaultRealm()
        if self.user:
            passwords.add_password(None, url, self.user, self.password)
        handlers = (
            ProxyHandler(),
            HTTPHandler(),
            HTTPSHandler(),
            _NoRedirect(),
            HTTPDefaultErrorHandler(),
            HTTPErrorProcessor(),
            HTTPDigestAuthHandler(passwords),
            HTTPBasicAuthHandler(passwords),
        )
        for handler in handlers:
            opener.add_handler(handler)
        return opener

    def _reply(self, answer: http.client.HTTPResponse | HTTPError, url: str) -> Reply:
        body = answer.read(self.largest + 1)
        if len(body) > self.largest:
            raise StoreError(f"答复超过 {self.largest} 字节 too long an answer", place=url, remedy="加上 LIMIT")
        headers = answer.headers
        location = _one_line(headers.get("Location", ""))
        return Reply(answer.status or 0, headers.get_content_type(), body, _CUT in headers, location)


def _one_line(text: str) -> str:
    return _UNSEEN.sub(" ", text).strip()[:_SAID]
