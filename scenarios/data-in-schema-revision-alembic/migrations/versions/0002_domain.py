"""The domain of an address"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.add_column("users", sa.Column("domain", sa.Text))
    op.execute("UPDATE users SET domain = split_part(email, '@', 2)")


def downgrade():
    op.drop_column("users", "domain")
