"""Where users live"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.add_column("users", sa.Column("country", sa.String(2), nullable=False))


def downgrade():
    op.drop_column("users", "country")
