"""users"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.create_table("users", sa.Column("id", sa.BigInteger, primary_key=True))
    op.execute("CREATE INDEX users_by_id ON users (id)")


def downgrade():
    op.drop_index("users_by_id")
    op.drop_table("users")
