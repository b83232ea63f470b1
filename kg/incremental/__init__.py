"""What was read is not read again: what tells posts and knowledge apart, and the shelf of what was read."""

from kg.incremental.fingerprints import Fingerprint, document_print, take_fingerprint
from kg.incremental.manifest import MANIFEST_FILE, Manifest, manifest_text, read_manifest, take_manifest
from kg.incremental.shelf import SHELF_FILE, Shelf

__all__ = [
    "MANIFEST_FILE",
    "SHELF_FILE",
    "Fingerprint",
    "Manifest",
    "Shelf",
    "document_print",
    "manifest_text",
    "read_manifest",
    "take_fingerprint",
    "take_manifest",
]
