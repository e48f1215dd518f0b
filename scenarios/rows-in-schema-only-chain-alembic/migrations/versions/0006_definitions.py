from alembic import op
import sqlalchemy as sa

revision = "0006"
down_revision = "0005"


def upgrade():
    op.execute("DO $$ BEGIN CREATE TYPE state AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    op.add_column("users", sa.Column("since", sa.DateTime, server_default=sa.func.now()))


def downgrade():
    op.drop_column("users", "since")
    op.execute("DROP TYPE state")
