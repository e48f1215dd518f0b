"""providers"""
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TYPE provider_kind AS ENUM ('basic', 'cloud')")
    op.execute("CREATE TABLE providers (id int PRIMARY KEY, kind provider_kind NOT NULL)")


def downgrade():
    op.execute("DROP TABLE providers")
    op.execute("DROP TYPE provider_kind")
