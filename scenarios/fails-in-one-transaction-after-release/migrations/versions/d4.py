"""and another"""
from alembic import op

revision = "d4"
down_revision = "c3"


def upgrade():
    op.execute("ALTER TYPE provider_kind ADD VALUE IF NOT EXISTS 'edge'")


def downgrade():
    raise NotImplementedError("a label cannot be taken away")  # pgstair: irreversible labels stay
