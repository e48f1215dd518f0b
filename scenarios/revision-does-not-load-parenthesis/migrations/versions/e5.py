"""names"""
import sqlalchemy as sa
from alembic import op

revision = "e5"
down_revision = "d4"


def upgrade():
    op.add_column("users", sa.Column("name", sa.Text))


def downgrade():
    pass
