"""Times with a zone"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.alter_column("events", "starts", type_=sa.DateTime(timezone=True))


def downgrade():
    op.alter_column("events", "starts", type_=sa.DateTime)
