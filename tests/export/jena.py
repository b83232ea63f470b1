"""Apache Jena's riot, as Debian's libapache-jena-java has it: a reader of RDF that knows nothing of this program."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

FOLDER = Path("/usr/share/java")
# The package lists no class path, and the whole folder holds rival loggers.
JARS = (
    "jena-arq", "jena-base", "jena-cmds", "jena-core", "jena-dboe-base", "jena-dboe-index", "jena-dboe-storage",
    "jena-dboe-trans-data", "jena-dboe-transaction", "jena-iri", "jena-rdfconnection", "jena-shacl", "jena-shex",
    "jena-tdb", "jena-tdb2", "commons-cli", "commons-codec", "commons-compress", "commons-csv", "commons-io",
    "commons-lang3", "dexx.collection", "gson", "guava", "httpclient", "httpclient-cache", "httpcore",
    "jackson-annotations", "jackson-core",
    "jackson-databind", "jakarta.json-api", "jcl-over-slf4j", "jsonld-java", "protobuf", "slf4j-api",
    "slf4j-simple", "thrift", "titanium-json-ld",
)  # fmt: skip
RESOURCES = "org/apache/jena/ext/"


def require_jena() -> None:
    """Skip aloud where there is no Jena; fail instead where it was promised."""
    if shutil.which("java") and (FOLDER / "jena-cmds.jar").is_file():
        return
    reason = "no Apache Jena here: make stores, or apt-get install libapache-jena-java"
    if os.environ.get("KG_REQUIRE_STORES"):
        pytest.fail(reason)
    pytest.skip(reason)


def class_path(scratch: Path) -> str:
    # Debian renames the packages of its copy of Xerces, but not where their messages lie: we lay them there.
    with zipfile.ZipFile(FOLDER / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith(RESOURCES) and name.endswith(".properties"):
                target = scratch / name.removeprefix(RESOURCES)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(jar.read(name))
    return ":".join([str(scratch), *(str(path) for name in JARS if (path := FOLDER / f"{name}.jar").is_file())])


def jena(scratch: Path, program: str, *arguments: str) -> tuple[str, str]:
    """Run one of Jena's programs, and give what it says on its two outputs."""
    command = ["java", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp"]
    done = subprocess.run(
        [*command, class_path(scratch), program, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    return done.stdout, done.stderr


def riot(scratch: Path, *arguments: str) -> tuple[str, str]:
    """Run its reader of RDF."""
    return jena(scratch, "riotcmd.riot", *arguments)


def shacl(scratch: Path, shapes: Path, data: Path) -> tuple[str, str]:
    """Run its checker of shapes."""
    return jena(scratch, "shacl.shacl_validate", "--text", "--shapes", str(shapes), "--data", str(data))


def count(scratch: Path, files: Sequence[Path]) -> tuple[dict[str, int], list[str]]:
    """How many triples or quads riot reads in each file, by its name, and all its warnings and errors."""
    # Debian's Jena lacks the parser that its reader of JSON-LD 1.1 needs; what we write is JSON-LD 1.0 too.
    older = [path for path in files if path.suffix == ".jsonld"]
    told: list[str] = []
    for options, some in ((["--syntax=JSONLD10"], older), ([], [path for path in files if path not in older])):
        if some:
            told += "".join(riot(scratch, "--check", "--count", *options, *map(str, some))).splitlines()
    found = [re.fullmatch(r"(\S+)\s*: (?:Triples|Quads) = ([\d,]+)", line.strip()) for line in told]
    counted = {Path(match[1]).name: int(match[2].replace(",", "")) for match in found if match}
    quiet = ("", "Total ")
    return counted, [line for line, match in zip(told, found, strict=True) if not match and line[:6] not in quiet]
