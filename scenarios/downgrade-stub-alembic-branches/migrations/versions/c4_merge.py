"""Merge"""

import sqlalchemy as sa
from alembic import op

revision = "c4"
down_revision = ("c2", "c3")


def upgrade():
    pass


def downgrade():
    pass
