import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("orders", sa.Column("id", sa.BigInteger, primary_key=True))


def downgrade():
    op.drop_table("orders")
