"""One HTML file of a template, its style, its scripts and its data, with a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from importlib.resources import files

__all__ = ["fill", "pack", "policy", "read_bytes", "script_json", "template"]

_MARKER = re.compile(r"\{\{(\w+)\}\}")
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff\x7f]")


def template(name: str) -> str:
    """A file of the folder of templates."""
    return files("kg.view").joinpath("templates", name).read_text(encoding="utf-8")


def fill(text: str, parts: Mapping[str, str]) -> str:
    """Put parts where a template has `{{name}}`; in one pass, so that what is put in is never searched for markers."""
    return _MARKER.sub(lambda match: parts[match[1]], text)


def read_bytes(name: str) -> bytes:
    """A file of the folder of templates that is no text."""
    return files("kg.view").joinpath("templates", name).read_bytes()


def policy(scripts: Sequence[str], style: str, *more: str, also: str = "") -> str:
    """A Content-Security-Policy that allows these scripts and this style by their hash, and nothing from elsewhere.

    Args:
        scripts: the text of each script element.
        style: the text of the style element.
        more: further directives.
        also: what scripts may do besides, in the words of `script-src`.
    """
    sources = " ".join(filter(None, (*map(_hash, scripts), also)))
    allowed = f"default-src 'none'; script-src {sources}; style-src {_hash(style)}"
    return "; ".join((allowed, *more, "base-uri 'none'", "form-action 'none'"))


def script_json(value: object) -> str:
    """JSON that can stand inside a script element: no character that could end the element or a line."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def pack(text: str) -> str:
    """Deflated and in base64: a quarter of the size, which a browser reads sooner than the text itself."""
    packer = zlib.compressobj(level=6, wbits=-zlib.MAX_WBITS)
    return base64.b64encode(packer.compress(text.encode("utf-8")) + packer.flush()).decode("ascii")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
