import pytest

from ontology.errors import OntologyError, TurtleError
from ontology.files import FOLDERS, RdfFile, document_shapes, folder, own_vocabulary


@pytest.mark.parametrize("name", FOLDERS)
def test_every_file_of_every_folder_parses(name: str) -> None:
    for file in folder(name):
        assert file.quads(), file.name


def test_a_syntax_error_names_file_and_line() -> None:
    with pytest.raises(TurtleError, match=r"^vocabulary/broken\.ttl, line 2: .*correct"):
        RdfFile("vocabulary/broken.ttl", "@prefix a: <http://a/> .\na:b a:c .\n").quads()


def test_a_trig_file_is_read_with_its_graphs() -> None:
    (quad,) = RdfFile("examples/x.trig", "<http://g/> { <http://a/> <http://b/> 1 }").quads()
    assert str(quad.graph_name) == "<http://g/>"


@pytest.mark.parametrize("name", ["nowhere", "examples"])
def test_a_folder_without_files_is_refused(name: str) -> None:
    with pytest.raises(OntologyError, match=f"ontology/{name} holds no .ttl file"):
        folder(name)


def test_files_come_in_order_of_name() -> None:
    names = [file.name for file in folder("concepts")]
    assert names == sorted(names)
    assert "concepts/role.ttl" in names


def test_the_shapes_of_documents_leave_out_those_of_the_ontology() -> None:
    names = {file.name for file in document_shapes()}
    assert "shapes/plan.ttl" in names
    assert "shapes/meta.ttl" not in names


def test_borrowed_terms_are_not_ours() -> None:
    assert "vocabulary/borrowed.ttl" not in {file.name for file in own_vocabulary()}


def test_line_of_finds_the_first_line_or_says_one() -> None:
    file = RdfFile("x.ttl", "a\nb sb:c\nsb:c")
    assert file.line_of("sb:c") == 2
    assert file.line_of("nothing") == 1
