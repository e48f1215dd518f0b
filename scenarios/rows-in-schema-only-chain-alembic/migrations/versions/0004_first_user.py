from alembic import op
import sqlalchemy as sa

revision = "0004"
down_revision = "0003"


def fill():
    table = sa.table("users", sa.column("id"), sa.column("mail"))
    op.bulk_insert(table, [{"id": 1, "mail": "root@example.com"}])



def upgrade():
    fill()


def downgrade():
    op.execute("DELETE FROM users WHERE id = 1")
