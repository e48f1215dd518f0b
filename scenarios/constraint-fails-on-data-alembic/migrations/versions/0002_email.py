"""Everybody has an address"""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.alter_column("users", "email", nullable=False)


def downgrade():
    op.alter_column("users", "email", nullable=True)
