"""note"""
import sqlalchemy as sa
from alembic import op

revision = "e4"
down_revision = "d3"


def upgrade():
    op.add_column("jobs", sa.Column("note", sa.Text))


def downgrade():
    op.drop_column("jobs", "note")
