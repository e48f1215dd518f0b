"""of which there is one"""
from alembic import op

revision = "e5"
down_revision = "d4"


def upgrade():
    op.execute("INSERT INTO providers (id, kind) VALUES (1, 'edge')")


def downgrade():
    op.execute("DELETE FROM providers WHERE id = 1")
