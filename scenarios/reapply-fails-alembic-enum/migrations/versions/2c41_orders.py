"""Orders"""

import sqlalchemy as sa
from alembic import op

revision = "2c41"
down_revision = "1b30"


def upgrade():
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("state", sa.Enum("open", "paid", name="order_state"), nullable=False),
    )


def downgrade():
    op.drop_table("orders")
