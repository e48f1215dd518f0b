from alembic import op
import sqlalchemy as sa

revision = "0002"
down_revision = "0001"


def upgrade():
    # A column with an enum, an index and a CHECK of its own.
    op.execute("CREATE TYPE instance_kind AS ENUM ('a', 'b')")
    op.execute("ALTER TABLE instances ADD COLUMN kind instance_kind CHECK (kind <> 'b')")
    op.create_index("ix_instances_kind", "instances", ["kind"])
    # A name that wants quotes, and a table that refers to one of the models'.
    op.create_table(
        "Old Things",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("instance", sa.Integer, sa.ForeignKey("instances.id"), unique=True),
    )


def downgrade():
    op.drop_table("Old Things")
    op.drop_index("ix_instances_kind", "instances")
    op.drop_column("instances", "kind")
    op.execute("DROP TYPE instance_kind")
