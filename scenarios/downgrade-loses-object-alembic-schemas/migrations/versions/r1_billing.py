"""Billing"""

import sqlalchemy as sa
from alembic import op

revision = "r1"
down_revision = None


def upgrade():
    op.execute("CREATE SCHEMA billing")
    op.execute("CREATE SCHEMA archive")
    op.create_table(
        "invoice", sa.Column("id", sa.Integer), sa.Column("year", sa.Integer), schema="billing"
    )
    op.create_index("invoice_year_idx", "invoice", ["year"], schema="billing")


def downgrade():
    op.drop_table("invoice", schema="billing")
    op.execute("DROP SCHEMA archive")
    op.execute("DROP SCHEMA billing")
