from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("INSERT INTO kinds VALUES (1, 'book'), (2, 'film')")


def downgrade():
    op.execute("DELETE FROM kinds")
