from tests.cli.conftest import clausegen, example  # noqa: F401
