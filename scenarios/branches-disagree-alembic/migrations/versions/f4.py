"""owner"""
import sqlalchemy as sa
from alembic import op

revision = "f4"
down_revision = "d3"


def upgrade():
    op.add_column("jobs", sa.Column("owner", sa.Text))


def downgrade():
    op.drop_column("jobs", "owner")
