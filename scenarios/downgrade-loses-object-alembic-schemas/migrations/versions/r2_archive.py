"""Keep invoices in the archive"""

import sqlalchemy as sa
from alembic import op

revision = "r2"
down_revision = "r1"


def upgrade():
    op.execute("ALTER TABLE billing.invoice SET SCHEMA archive")


def downgrade():
    op.drop_table("invoice", schema="archive")
    op.create_table(
        "invoice", sa.Column("id", sa.Integer), sa.Column("year", sa.Integer), schema="billing"
    )
