"""Users"""

import sqlalchemy as sa
from alembic import op

revision = "1b30"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(200), nullable=False),
        sa.UniqueConstraint("email", name="users_email_key"),
    )


def downgrade():
    op.drop_table("users")
