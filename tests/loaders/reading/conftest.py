"""Makes small real DOCX and PDF files, so that no test needs a file from elsewhere."""

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)

DocxMaker = Callable[..., bytes]
PdfMaker = Callable[..., bytes]
#: x, base line, size, text.
Words = tuple[float, float, float, str]
#: From x, y to x, y.
Stroke = tuple[float, float, float, float]


@pytest.fixture(scope="session")
def docx() -> DocxMaker:
    """Makes a DOCX from the XML inside body, numbering and styles."""

    def make(body: str, numbering: str = "", styles: str = "") -> bytes:
        names = (
            f'xmlns:w="{_W}" xmlns:v="urn:schemas-microsoft-com:vml" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        )
        parts = {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _RELATIONS,
            "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
            "word/numbering.xml": f"<w:numbering {names}>{numbering}</w:numbering>",
            "word/styles.xml": f"<w:styles {names}>{styles}</w:styles>",
        }
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return stream.getvalue()

    return make


@pytest.fixture(scope="session")
def pdf() -> PdfMaker:
    """Makes a PDF: pages of words, strokes on pages from one on, perhaps images.

    `rotate` is what viewers are told, `turned` how words stand in the file (counter-clockwise).
    """

    def make(
        pages: Sequence[Sequence[Words]],
        strokes: Sequence[Stroke] = (),
        *,
        image: bool = False,
        rotate: int = 0,
        turned: int = 0,
        watermark: str = "",
        ruled_from: int = 0,
        locked: bool = False,
        meaningless: bool = False,
    ) -> bytes:
        words = "".join(word[3] for page in pages for word in page)
        objects = _fonts(words + watermark, meaningless)
        turns = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}
        numbers = []
        for place, page in enumerate(pages):
            content = "".join(
                f"BT /F {size} Tf {turns[turned]} {x} {y} Tm <{_coded(text)}> Tj ET\n"
                for x, y, size, text in page
            )
            if watermark:
                content += f"BT /F 40 Tf 0.7 0.7 -0.7 0.7 90 500 Tm <{_coded(watermark)}> Tj ET\n"
            content += "".join(
                f"{a} {b} m {c} {d} l S\n" for a, b, c, d in strokes if place >= ruled_from
            )
            content += "q 595 0 0 842 0 0 cm /I Do Q\n" if image else ""
            objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
            objects.append(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
                f"/Rotate {rotate}/Contents {len(objects)} 0 R"
                "/Resources<</Font<</F 3 0 R>>/XObject<</I 7 0 R>>>>>>"
            )
            numbers.append(len(objects))
        kids = " ".join(f"{number} 0 R" for number in numbers)
        objects[1] = f"<</Type/Pages/Count {len(numbers)}/Kids[{kids}]>>"
        key = "<" + "5a" * 32 + ">"
        lock = f"/ID[{key}{key}]/Encrypt<</Filter/Standard/V 1/R 2/O {key}/U {key}/P -4>>"
        return _file(objects, lock if locked else "")

    return make


def _coded(text: str) -> str:
    return text.encode("utf-16-be").hex()


def _fonts(text: str, meaningless: bool) -> list[str]:
    """The objects before the pages; a font without outlines whose codes are UTF-16."""
    pairs = "\n".join(
        f"<{ord(char):04x}> <{0xE000 if meaningless else ord(char):04x}>" for char in set(text)
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
        "1 begincodespacerange <0000> <ffff> endcodespacerange "
        f"{len(set(text))} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )
    return [
        "<</Type/Catalog/Pages 2 0 R>>",
        "",
        "<</Type/Font/Subtype/Type0/BaseFont/Sim/Encoding/Identity-H/DescendantFonts[4 0 R]"
        "/ToUnicode 6 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Sim/FontDescriptor 5 0 R/DW 1000"
        "/W[32[250]48 57 500]/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        "<</Type/FontDescriptor/FontName/Sim/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0"
        "/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        "/Length 1>>stream\n0\nendstream",
    ]


def _file(objects: Sequence[str], trailer: str) -> bytes:
    data = "%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{data}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(data)}\n%%EOF\n"
    ).encode("latin-1")
