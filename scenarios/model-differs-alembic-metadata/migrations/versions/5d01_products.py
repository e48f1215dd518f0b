"""Products"""

import sqlalchemy as sa
from alembic import op

revision = "5d01"
down_revision = None


def upgrade():
    op.execute("CREATE SCHEMA shop")
    op.create_table(
        "products",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("price", sa.Numeric(10, 2), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True)),
        schema="shop",
    )
    op.create_index("products_name_idx", "products", ["name"], schema="shop")


def downgrade():
    op.drop_table("products", schema="shop")
    op.execute("DROP SCHEMA shop")
