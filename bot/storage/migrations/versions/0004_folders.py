"""Folders of checklists, which several channels of a person may share, and the codes that join them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "folder",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
    )
    op.create_table(
        "join_code",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("folder", sa.String(32), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_join_code_folder", "join_code", ["folder"])
    op.add_column("session", sa.Column("folder", sa.String(32), nullable=True))
    op.create_index("ix_session_folder", "session", ["folder"])


def downgrade() -> None:
    op.drop_index("ix_session_folder", "session")
    op.drop_column("session", "folder")
    op.drop_table("join_code")
    op.drop_table("folder")
