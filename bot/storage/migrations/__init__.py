"""The history of the tables (Alembic), run at every start."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

HEAD = "0005"  # the newest of versions/: known here, so that Alembic is imported only where there is something to do
LOCK = 20240715  # any number that nobody else locks: processes that start together migrate one after the other


def bring_up_to_date(connection: Connection) -> None:
    """Run the migrations that this database has not seen, within the connection's transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    if _revision(connection) != HEAD:
        _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _upgrade(connection: Connection) -> None:
    from alembic import command  # 0.1 s to import
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
