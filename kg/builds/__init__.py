"""One build after another: what each was made of, what need not be read again, and what has changed between two."""

from kg.builds.changes import Cause, CauseKind, Change, ChangeKind, compare
from kg.builds.fingerprints import Fingerprint, document_print, take_fingerprint
from kg.builds.manifest import MANIFEST_FILE, Manifest, manifest_text, parse_manifest, take_manifest
from kg.builds.revisions import output_file
from kg.builds.shelf import SHELF_FILE, Shelf

__all__ = [
    "MANIFEST_FILE",
    "SHELF_FILE",
    "Cause",
    "CauseKind",
    "Change",
    "ChangeKind",
    "Fingerprint",
    "Manifest",
    "Shelf",
    "compare",
    "document_print",
    "manifest_text",
    "output_file",
    "parse_manifest",
    "take_fingerprint",
    "take_manifest",
]
