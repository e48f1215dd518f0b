"""names"""
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE cities ADD COLUMN name text")


def downgrade():
    op.execute("ALTER TABLE cities DROP COLUMN name")
