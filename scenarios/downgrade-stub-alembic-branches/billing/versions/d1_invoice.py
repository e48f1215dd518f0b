"""Invoices"""

import sqlalchemy as sa
from alembic import op

revision = "d1"
down_revision = None
branch_labels = ("billing",)
depends_on = "c2"


def upgrade():
    op.create_table("invoice", sa.Column("shop", sa.Integer, sa.ForeignKey("shop.id")))


def downgrade():
    op.drop_table("invoice")
