"""Customers and their orders"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.create_table("customers", sa.Column("id", sa.BigInteger, primary_key=True))
    op.create_table(
        "orders",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("customer", sa.BigInteger, nullable=False),
    )
    op.create_foreign_key("orders_customer_fkey", "orders", "customers", ["customer"], ["id"])


def downgrade():
    op.drop_table("orders")
    op.drop_table("customers")
