"""What is sent back, whoever makes it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["RefusedError", "Reply", "said"]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a request.

    Attributes:
        status: of HTTP.
        media_type: of the body, its parameters included.
        body: as it is sent.
        headers: further ones.
    """

    status: int
    media_type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


class RefusedError(Exception):
    """A request that is not answered.

    Args:
        status: of HTTP.
        message: what is wrong, in one line.
        headers: further ones.
    """

    def __init__(self, status: int, message: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
        self.status = status
        self.message = message
        self.headers = headers
        super().__init__(message)

    @property
    def reply(self) -> Reply:
        """The refusal as it is sent."""
        return said(self.status, self.message, self.headers)


def said(status: int, message: str, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """Give a message as plain text."""
    body = f"{message}\n".encode("utf-8", errors="backslashreplace")
    return Reply(status, "text/plain; charset=utf-8", body, headers)
