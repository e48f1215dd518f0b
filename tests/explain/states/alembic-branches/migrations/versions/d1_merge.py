import sqlalchemy as sa
from alembic import op

revision = "d1"
down_revision = ("b1", "c1")


def upgrade():
    op.add_column("users", sa.Column("name", sa.Text))


def downgrade():
    op.drop_column("users", "name")
