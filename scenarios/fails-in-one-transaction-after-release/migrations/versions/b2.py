"""one more kind"""
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TYPE provider_kind ADD VALUE IF NOT EXISTS 'compat'")


def downgrade():
    raise NotImplementedError("a label cannot be taken away")  # pgstair: irreversible labels stay
