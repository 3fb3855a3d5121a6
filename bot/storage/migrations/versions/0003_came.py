"""When a turn came from its person, which may be long before it was taken."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("turn", sa.Column("came", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("turn", "came")
