"""Office Open XML packages (ECMA-376, part 2): parts out of an archive that may be hostile."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from loaders.errors import UnreadableDocument

#: What one part may unpack to, in bytes: that of a long plan has one or two million.
_LARGEST_PART = 32 * 1024 * 1024


class Package:
    """The parts of a package, read one by one and never more than a bounded amount."""

    def __init__(self, source: str, data: bytes) -> None:
        """Open the archive; UnreadableDocument where it is broken."""
        self.source = source
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self._broken() from error

    def part(self, name: str) -> etree._Element | None:
        """The root of an XML part; None where there is no such part.

        UnreadableDocument where it is broken or unpacks to far more than a document's size.
        """
        try:
            known = self._archive.getinfo(name)
        except KeyError:
            return None
        if known.file_size > _LARGEST_PART:
            raise self._bomb()
        try:
            with self._archive.open(known) as stream:
                data = stream.read(_LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise self._broken() from error
        except (NotImplementedError, RuntimeError) as error:
            # zipfile's ways of saying: another method of compression, or encrypted.
            raise UnreadableDocument(
                self.source,
                "is packed in a way that is not read",
                "open it in a word processor and save it again without a password",
            ) from error
        if len(data) > _LARGEST_PART:
            raise self._bomb()
        return self._root(data)

    def main_part(self) -> str:
        """The name of the part that holds the document, by the package's relationships."""
        relations = self.part("_rels/.rels")
        for relation in relations if relations is not None else ():
            if str(relation.get("Type") or "").endswith("/officeDocument"):
                return posixpath.normpath(str(relation.get("Target") or "").lstrip("/"))
        return "word/document.xml"

    def _root(self, data: bytes) -> etree._Element:
        # Nothing is fetched, no entity expanded. Without huge_tree the parser bounds depth, the
        # size of one text and what entities in attributes may grow to.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._broken() from error

    def _broken(self) -> UnreadableDocument:
        return UnreadableDocument(
            self.source,
            "is a broken DOCX file",
            "open it in a word processor, let it repair the file and save it again",
        )

    def _bomb(self) -> UnreadableDocument:
        return UnreadableDocument(
            self.source,
            "unpacks to far more than a document holds",
            "save its text as plain text and give that",
        )
