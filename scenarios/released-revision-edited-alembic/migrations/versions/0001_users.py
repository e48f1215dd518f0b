"""Users, as the first release has them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None


def upgrade() -> None:
    # Everything else refers to them.
    op.create_table(
        "users",
        sa.Column("id", sa.BigInteger, primary_key=True),
    )
    op.execute(
        """
        CREATE INDEX users_by_id
            ON users (id) -- beside the primary key
        """
    )


def downgrade() -> None:
    op.drop_table("users")
