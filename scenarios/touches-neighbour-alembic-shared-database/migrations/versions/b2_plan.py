"""The plan of a user"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.add_column("User", sa.Column("plan", sa.Text))


def downgrade():
    op.drop_column("User", "plan")
