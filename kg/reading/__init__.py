"""Reading: files → documents.

`find_posts` says which files there are, `read_post` what each of them holds, `read_posts` gives all of a build.
None raises for what a user hands over: what cannot be read comes back as a `ReadingError` that names its place and
the way out, in line with the rest.
"""

from kg.reading.collection import read_posts
from kg.reading.discovery import SUFFIXES, find_posts
from kg.reading.post import read_post

__all__ = ["SUFFIXES", "find_posts", "read_post", "read_posts"]
