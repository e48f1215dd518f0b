"""What users pay for"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.add_column(
        "users", sa.Column("plan", sa.Text, nullable=False, server_default=sa.text("'free'"))
    )


def downgrade():
    op.drop_column("users", "plan")
