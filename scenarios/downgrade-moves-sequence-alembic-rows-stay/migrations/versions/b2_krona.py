from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("INSERT INTO currencies (code) VALUES ('ISK')")


def downgrade():
    pass
