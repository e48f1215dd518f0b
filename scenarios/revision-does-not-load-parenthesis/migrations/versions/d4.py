"""total"""
import sqlalchemy as sa
from alembic import op

revision = "d4"
down_revision = "c3"


def upgrade():
    op.add_column("orders", sa.Column("total", sa.Numeric))


def downgrade():
    op.drop_column("orders", "total")
