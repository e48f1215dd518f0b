"""Make room for a bulk load"""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.execute("ALTER TABLE orders DISABLE TRIGGER ALL")


def downgrade():
    op.execute("ALTER TABLE orders ENABLE TRIGGER ALL")
