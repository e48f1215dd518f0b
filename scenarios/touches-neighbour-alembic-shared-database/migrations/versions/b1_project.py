"""Projects"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = None


def upgrade():
    op.create_table(
        "project",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("owner_id", sa.Text, sa.ForeignKey("User.id", name="project_owner_fkey")),
    )


def downgrade():
    op.drop_table("project")
