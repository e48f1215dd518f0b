import sqlalchemy as sa
from alembic import op

revision = "c3"
down_revision = "a1"


def upgrade():
    op.bulk_insert(sa.table("colours", sa.column("name", sa.Text)), [{"name": "red"}, {"name": "blue"}])


def downgrade():
    op.execute("DELETE FROM colours")
    op.execute("ALTER TABLE colours ALTER id RESTART")
