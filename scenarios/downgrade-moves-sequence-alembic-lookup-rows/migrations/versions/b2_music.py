from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("INSERT INTO kinds (name) VALUES ('music')")


def downgrade():
    op.execute("DELETE FROM kinds WHERE name = 'music'")
