import sqlalchemy as sa
from alembic import op

from shop import kinds

revision = "0002"
down_revision = "0001"


def upgrade():
    table = sa.table("kinds", sa.column("name"))
    op.bulk_insert(table, [{"name": name} for name in kinds.kinds()])


def downgrade():
    op.execute("DELETE FROM kinds")
