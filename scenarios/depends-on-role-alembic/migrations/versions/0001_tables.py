from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE t (id int PRIMARY KEY)")


def downgrade():
    op.execute("DROP TABLE t")
