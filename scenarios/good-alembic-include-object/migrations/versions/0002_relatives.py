from alembic import op
import sqlalchemy as sa

revision = "0002"
down_revision = "0001"


def upgrade():
    # By a prefix, and with a serial column's sequence, a foreign key and an index of its own.
    op.create_table(
        "django_session",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("instance", sa.Integer, sa.ForeignKey("instances.id"), index=True),
    )
    # An index and a unique constraint that are no table's.
    op.create_index("dba_instances_state", "instances", ["state"])
    op.create_unique_constraint("one_name", "instances", ["internal_id"])


def downgrade():
    op.drop_constraint("one_name", "instances")
    op.drop_index("dba_instances_state", "instances")
    op.drop_table("django_session")
