"""which is the default"""
from alembic import op

revision = "c3"
down_revision = "b2"


def upgrade():
    op.execute("ALTER TABLE providers ALTER COLUMN kind SET DEFAULT 'compat'")


def downgrade():
    op.execute("ALTER TABLE providers ALTER COLUMN kind DROP DEFAULT")
