from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
    op.execute("ALTER TABLE t ADD COLUMN email text")
    op.execute("GRANT SELECT (email) ON t TO readers")


def downgrade():
    op.execute("ALTER TABLE t DROP COLUMN email")
