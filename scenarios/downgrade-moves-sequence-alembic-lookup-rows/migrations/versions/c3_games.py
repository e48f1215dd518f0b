from alembic import op

revision = "c3"
down_revision = "b2"


def upgrade():
    op.execute("INSERT INTO kinds (name) VALUES ('game')")


def downgrade():
    op.execute("DELETE FROM kinds WHERE name = 'game'")
