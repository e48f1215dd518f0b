"""Order notes"""

import sqlalchemy as sa
from alembic import op

revision = "3d52"
down_revision = "2c41"


def upgrade():
    op.add_column("orders", sa.Column("note", sa.Text))


def downgrade():
    op.drop_column("orders", "note")
