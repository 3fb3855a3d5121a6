"""Alembic's entry: migrates the connection that `bring_up_to_date` holds."""

from alembic import context

from bot.storage.tables import SQLModel

context.configure(connection=context.config.attributes["connection"], target_metadata=SQLModel.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
