"""What was found in a file that somebody sent."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("turn", sa.Column("findings", sa.Text, nullable=True))


def downgrade() -> None:
    op.drop_column("turn", "findings")
