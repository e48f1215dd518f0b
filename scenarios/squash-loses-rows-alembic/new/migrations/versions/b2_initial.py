"""Stands for a1 and b2."""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = None


def upgrade():
    op.create_table(
        "kinds",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
    )


def downgrade():
    op.drop_table("kinds")
