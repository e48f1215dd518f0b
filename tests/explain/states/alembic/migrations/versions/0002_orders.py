import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.create_table(
        "orders",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("customer", sa.BigInteger, sa.ForeignKey("users.id")),
    )
    op.create_index("orders_customer_idx", "orders", ["customer"])


def downgrade():
    op.drop_table("orders")
