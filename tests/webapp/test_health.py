from flask.testing import FlaskClient


def test_health_tells_the_release_and_that_a_query_was_answered(
    client: FlaskClient, served: str
) -> None:
    found = client.get("/health")
    assert found.status_code == 200
    assert found.json is not None
    assert found.json["status"] == "ok"
    assert found.json["release"] == served
    assert found.json["query_answered"] is True
    assert found.headers["Cache-Control"] == "no-store"
