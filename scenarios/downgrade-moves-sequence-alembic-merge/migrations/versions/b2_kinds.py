import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.bulk_insert(sa.table("kinds", sa.column("name", sa.Text)), [{"name": "map"}, {"name": "game"}])


def downgrade():
    op.execute("DELETE FROM kinds WHERE id > 2")
