"""Replies that channels send, and who cannot be reached."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("external_id", sa.String(80), nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("message", sa.BigInteger, nullable=True),
        sa.Column("edits", sa.BigInteger, nullable=True),
        sa.Column("asked", sa.BigInteger, nullable=True),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.UniqueConstraint("person", "external_id", "part"),
    )
    op.create_index("ix_delivery_person_message", "delivery", ["person", "message"])
    op.create_index("ix_delivery_state_due", "delivery", ["state", "due"])
    op.create_table(
        "unreachable", sa.Column("person", sa.String(80), primary_key=True), sa.Column("moment", MOMENT, nullable=False)
    )


def downgrade() -> None:
    op.drop_table("unreachable")
    op.drop_table("delivery")
