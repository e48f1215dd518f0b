"""Cities"""

import sqlalchemy as sa
from alembic import op

revision = "c3"
down_revision = "c1"


def upgrade():
    op.add_column("shop", sa.Column("city", sa.Text))


def downgrade():
    pass
