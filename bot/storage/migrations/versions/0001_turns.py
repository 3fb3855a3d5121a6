"""Sessions, turns, unknown questions and ratings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "session",
        sa.Column("person", sa.String(80), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
    )
    op.create_table(
        "turn",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("external_id", sa.String(80), nullable=False),
        sa.Column("moment", MOMENT, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("choice", sa.String(80), nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("slowed", sa.Boolean, nullable=False),
        sa.UniqueConstraint("person", "external_id"),
    )
    op.create_index("ix_turn_person_id", "turn", ["person", "id"])
    op.create_table(
        "unknown_question",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("external_id", sa.String(80), nullable=False),
        sa.Column("moment", MOMENT, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("topic", sa.String, nullable=True),
        sa.Column("notice", sa.String, nullable=True),
        sa.UniqueConstraint("person", "external_id"),
    )
    op.create_table(
        "rating",
        sa.Column("person", sa.String(80), primary_key=True),
        sa.Column("answer", sa.String(80), primary_key=True),
        sa.Column("useful", sa.Boolean, nullable=False),
        sa.Column("moment", MOMENT, nullable=False),
    )


def downgrade() -> None:
    for table in ("rating", "unknown_question", "turn", "session"):
        op.drop_table(table)
